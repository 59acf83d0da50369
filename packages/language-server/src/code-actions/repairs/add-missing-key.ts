import type { JsonSchema } from "@muster/core/editor";
import { isMap, type Node, type YAMLMap } from "yaml";
import { fileName } from "../../documents/addresses.js";
import { writtenStages } from "../../documents/gates.js";
import { keyOf, nodeAt, type Path } from "../../documents/tree.js";
import { choicesOf, propertiesOf, requiredOf, schemasAt } from "../../schema/schemas-at.js";
import { schemaOf } from "../../schema/schema-of.js";
import { adding, addingFirst } from "../changes.js";
import type { PolicySite, Repair, Site } from "../repair.js";
import { groupsOf } from "./mend-people.js";

interface Missing {
  readonly key: string;
  readonly written: string;
}

/** Required keys that are not there, with a value that an author can go on from. */
export const addMissingKey = (site: Site): readonly Repair[] => {
  const { document } = site;
  const path = containerPath(site);
  const tree = document.yaml.root;
  const container = nodeAt(tree, path);
  if (!isMap<Node, Node | null>(container)) return [];
  const schemas = schemasAt(schemaOf(document), tree, path);
  const properties = propertiesOf(schemas);
  const missing = requiredOf(schemas).filter((key) => !container.items.some((entry) => keyOf(entry) === key));
  const choices = [
    ...missing.flatMap((key): readonly Missing[] => valuesFor(key, site, properties.get(key) ?? []).map((written) => ({ key, written }))),
    ...("stage" in site ? soakIn(site as PolicySite) : []),
  ];
  return choices.flatMap(({ key, written }) => {
    const change = addInOrder(site, container, { key, written }, [...properties.keys()]);
    const isOnly = choices.filter((one) => one.key === key).length === 1;
    const title = `add \`${key}: ${written.trim()}\``;
    return change === undefined ? [] : [{ title, changes: [change], isPreferred: isOnly }];
  });
};

/** After those keys that the schema names before it. */
const addInOrder = ({ document }: Site, container: YAMLMap<Node, Node | null>, { key, written }: Missing, order: readonly string[]) => {
  const rank = order.indexOf(key);
  const before = container.items.findLast((entry) => rank < 0 || order.indexOf(keyOf(entry)) < rank);
  const value = container.flow === true ? written.replace(/^\n\s*- (.*)$/, "[{ $1 }]") : written;
  return before === undefined ? addingFirst(document, container, key, value) : adding(document, container, key, value, before);
};

/** The container that the problem is about: what stands there, or what has what stands there. */
const containerPath = ({ spot, document }: Site): Path => {
  const isWhole = isMap(nodeAt(document.yaml.root, spot.path)) && !spot.isKey && spot.scalar === undefined;
  return isWhole ? spot.path : spot.path.slice(0, spot.containers.length - 1);
};

const valuesFor = (key: string, site: Site, schemas: readonly JsonSchema[]): readonly string[] => {
  const { document, spot } = site;
  const isPolicy = document.kind === "policy";
  if (isPolicy && key === "from") return groupsOf(site as PolicySite).map((group) => `[${group}]`);
  if (isPolicy && key === "name" && spot.containers.length <= 1)
    return [fileName(document.uri).replace(/\.?promotion\.\w+$/, "") || "models"];
  const known = starters[key];
  return known === undefined ? choicesOf(schemas).slice(0, 3).map(String) : [known];
};

const starters: Readonly<Record<string, string>> = {
  models: '["*"]',
  stages: "\n  - name: production",
  timeZone: "UTC",
  duration: "1h",
  schedule: '"0 9 * * MON-FRI"',
};

/** A soak in a stage that nothing comes before needs the name of another one. */
const soakIn = ({ document, stage, spot }: PolicySite): readonly Missing[] =>
  spot.path.at(-1) === "soak"
    ? writtenStages(document).flatMap(({ name }) => (name === undefined || name === stage ? [] : [{ key: "in", written: name }]))
    : [];
