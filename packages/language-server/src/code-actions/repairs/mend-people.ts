import { peopleOf } from "@muster/core/editor";
import { isMap, isScalar } from "yaml";
import { keyOfGate } from "../../documents/gates.js";
import { spanOf } from "../../documents/ranges.js";
import { entriesOf, entryAt, itemsOf, keyOf } from "../../documents/tree.js";
import { adding, replacing } from "../changes.js";
import type { PolicySite, Repair } from "../repair.js";
import { indentOf, newlineOf } from "../../documents/lines.js";

const textsOf = (node: unknown): readonly string[] =>
  itemsOf(node).flatMap((item) => (isScalar(item) && typeof item.value === "string" ? [item.value] : []));

/** The names of the policy's groups. */
export const groupsOf = ({ document }: PolicySite): readonly string[] => entriesOf(entryAt(document.yaml.root, "groups")?.value).map(keyOf);

/** A group that is not there, added without members: the next complaint asks for them. */
export const addGroup = ({ document, spot }: PolicySite): readonly Repair[] => {
  const name = spot.scalar?.value;
  const [root] = spot.containers;
  if (typeof name !== "string" || !/^[A-Za-z][A-Za-z0-9_-]*$/.test(name) || root === undefined) return [];
  const groups = entryAt(root, "groups")?.value;
  const first = root.flow === true ? `{ ${JSON.stringify(name)}: [] }` : `${newlineOf(document.yaml.source.text)}  ${name}: []`;
  const change =
    isMap(groups) && groups.items.length > 0
      ? adding(document, groups as typeof root, name, "[]")
      : adding(document, root, "groups", first, entryAt(root, "models"));
  return change === undefined ? [] : [{ title: `add a group \`${name}\``, changes: [change] }];
};

/** A group where only people can stand: its members instead. */
export const listMembers = ({ document, spot }: PolicySite): readonly Repair[] => {
  const { scalar, containers, isKey } = spot;
  const list = containers.at(-1);
  const groups = entryAt(containers[0], "groups")?.value;
  const members = typeof scalar?.value === "string" ? textsOf(entryAt(groups, scalar.value)?.value) : [];
  if (scalar === undefined || list === undefined || members.length === 0 || isKey) return [];
  const { text } = document.yaml.source;
  const nextItem = `${newlineOf(text)}${indentOf(text, text.lastIndexOf("-", spanOf(scalar, document).start))}- `;
  const change = replacing(document, scalar, members.join(list.flow === true ? ", " : nextItem));
  return [{ title: "list its members", changes: [change], isPreferred: true }];
};

/** As many approvals as there are people who may give one. */
export const askForFewer = ({ document, gate }: PolicySite): readonly Repair[] => {
  const count = gate && keyOfGate(gate, "approvals")?.value;
  const { policy } = document.parsed;
  if (gate === undefined || !isScalar(count) || policy === undefined) return [];
  const people = peopleOf(policy);
  const excluded = new Set(people.members(textsOf(keyOfGate(gate, "exclude")?.value)));
  const most = people.members(textsOf(keyOfGate(gate, "from")?.value)).filter((person) => !excluded.has(person)).length;
  return most === 0 ? [] : [{ title: `change to \`${most}\``, changes: [replacing(document, count, String(most))], isPreferred: true }];
};
