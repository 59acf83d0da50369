import type { Context } from "../../context.js";
import { normalized } from "../../documents/addresses.js";
import { spanOf } from "../../documents/ranges.js";
import { entryAt, isContainer, itemsOf } from "../../documents/tree.js";
import type { PolicySite, Repair } from "../repair.js";
import { numberName } from "./choose-name.js";
import { removeKey } from "./remove-entry.js";
import { indentOf, newlineOf } from "../../documents/lines.js";

/** Leaves the other policy the models that it names. */
export const excludeOthers = ({ document, problem }: PolicySite, { documents }: Context): readonly Repair[] => {
  const here = normalized(document.uri);
  const others = documents.flatMap((one) => (one.kind === "policy" && normalized(one.uri) !== here ? [one.parsed] : []));
  const other = others.find(({ file }) => problem.message.includes(`\`${file}\``));
  const list = entryAt(document.yaml.root, "models")?.value;
  const last = itemsOf(list).at(-1);
  const patterns = (other?.policy?.models ?? []).filter((pattern) => !/^(!|\*+$)/.test(pattern));
  if (last === undefined || list === null || list === undefined || patterns.length === 0) return [];
  const { text } = document.yaml.source;
  const { start, end } = spanOf(last, document);
  const isFlow = isContainer(list) && list.flow === true;
  const separator = isFlow ? ", " : `${newlineOf(text)}${indentOf(text, text.lastIndexOf("-", start))}- `;
  const written = patterns.map((pattern) => JSON.stringify(`!${pattern}`));
  return [
    {
      title: `exclude ${patterns.map((pattern) => `\`${pattern}\``).join(", ")}`,
      changes: [{ span: { start: end, end }, text: written.map((one) => `${separator}${one}`).join("") }],
    },
  ];
};

/** What a derived policy may not say goes; an id of the base's gets a number. */
export const keepToBase = (site: PolicySite): readonly Repair[] =>
  site.spot.isKey
    ? removeKey(site).map((repair) => ({ ...repair, isPreferred: true }))
    : site.spot.path.at(-1) === "id"
      ? numberName(site)
      : [];
