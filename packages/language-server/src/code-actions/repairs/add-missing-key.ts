import { isMap } from "yaml";
import type { JsonSchema } from "@muster/core/editor";
import { fileName } from "../../documents/addresses.js";
import { writtenStages } from "../../documents/gates.js";
import { isContainer, keyOf, nodeAt, type Path } from "../../documents/tree.js";
import { choicesOf, propertiesOf, requiredOf, schemasAt } from "../../schema/schemas-at.js";
import { schemaOf } from "../../schema/schema-of.js";
import { adding } from "../changes.js";
import type { PolicySite, Repair, Site } from "../repair.js";
import { groupsOf } from "./mend-people.js";

/** Required keys that are not there, with a value that an author can go on from. */
export const addMissingKey = (site: Site): readonly Repair[] => {
  const { document, spot } = site;
  const path = containerPath(site);
  const tree = document.yaml.tree?.contents;
  const container = nodeAt(tree, path);
  if (!isContainer(container) || !isMap(container)) return [];
  const schemas = schemasAt(schemaOf(document), tree, path);
  const properties = propertiesOf(schemas);
  const soaking = "gate" in site ? soakIn(site as PolicySite, spot.path) : [];
  const missing = requiredOf(schemas).filter((key) => !container.items.some((entry) => keyOf(entry) === key));
  const choices = missing.flatMap((key) => valuesFor(key, site, properties.get(key) ?? []).map((written) => ({ key, written })));
  return [...choices, ...soaking].flatMap(({ key, written }, _, all) => {
    const change = adding(document, container, key, container.flow === true ? inFlow(written) : written);
    const isOnly = all.filter((one) => one.key === key).length === 1;
    return change === undefined
      ? []
      : [{ title: `add \`${key}: ${written.trim().split(/\s*\n/)[0] ?? ""}\``, changes: [change], isPreferred: isOnly }];
  });
};

/** The container that the problem is about: a problem at a key or value of it is one of its own. */
const containerPath = ({ spot, document }: Site): Path => {
  const whole = nodeAt(document.yaml.tree?.contents, spot.path);
  if (isContainer(whole) && !spot.isKey && spot.scalar === undefined) return spot.path;
  return spot.path.slice(0, spot.containers.length - 1);
};

const valuesFor = (key: string, site: Site, schemas: readonly JsonSchema[]): readonly string[] => {
  const { document } = site;
  if (document.kind === "policy" && key === "from") return groupsOf(site as PolicySite).map((group) => `[${group}]`);
  const known = starters[key];
  if (known !== undefined) return [known];
  if (key === "name" && document.kind === "policy" && site.spot.containers.length <= 1)
    return [fileName(document.uri).replace(/\.?promotion\.\w+$/, "") || "models"];
  return choicesOf(schemas).slice(0, 3).map(String);
};

const starters: Readonly<Record<string, string>> = {
  models: '["*"]',
  stages: "\n  - name: production",
  timeZone: "UTC",
  duration: "1h",
  schedule: '"0 9 * * MON-FRI"',
};

/** A soak in a stage that nothing comes before needs the name of another one. */
const soakIn = ({ document, stage }: PolicySite, path: Path): readonly { readonly key: string; readonly written: string }[] =>
  path.at(-1) !== "soak"
    ? []
    : writtenStages(document).flatMap(({ name }) => (name === undefined || name === stage ? [] : [{ key: "in", written: name }]));

const inFlow = (written: string): string => written.replace(/^\n\s*- (.*)$/, "[{ $1 }]");
