import type { Policy } from "@muster/core";
import { peopleOf } from "@muster/core/editor";
import type { Context } from "../context.js";
import type { Document, PolicyDocument } from "../documents/document.js";
import { roleAt, type Role } from "../documents/roles.js";
import type { Spot } from "../documents/spot.js";
import { askedStageAt, gatesAsked, testedPolicy } from "../policy-tests/tested-policy.js";
import { isUnseen, factsFor } from "../providers/seen.js";
import { inWords } from "../words/duration.js";
import { instantIn } from "../words/instant.js";
import { scheduleInWords } from "../words/schedule.js";
import { writtenWindows } from "../windows/written-windows.js";

/** On what names something: what that is. */
export const nameFacts = (document: Document, spot: Spot, context: Context): readonly string[] => {
  const role = roleAt(document.kind, spot.path, spot.isKey);
  const text = spot.scalar?.value;
  if (role === undefined || typeof text !== "string") return [];
  if (role === "duration") return [inWords(text)].filter((words) => words !== undefined);
  if (role === "gate") return gateFacts(document, text, spot, context);
  const policy = document.kind === "policy" ? document : testedPolicy(document, context.documents);
  return policy === undefined ? [] : (about[role]?.(policy, text, spot, context) ?? []);
};

/** The gate that a policy test names, as its policy has it. */
const gateFacts = (document: Document, id: string, { path }: Spot, { documents }: Context): readonly string[] => {
  const policy = testedPolicy(document, documents);
  const asked = askedStageAt(document, path);
  const gate = gatesAsked(policy, asked).find((one) => one.id === id);
  if (gate === undefined || policy === undefined || asked === undefined) return [];
  const place = policy.parsed.sources.placeOf(gate.config);
  const { start, end } = policy.parsed.sources.locate(gate.config);
  const written = place?.source.text.slice(start.offset, end.offset).replaceAll(`\n${" ".repeat(start.column - 1)}`, "\n") ?? "";
  return [`Gate \`${id}\` of \`${asked.name}\`${asked.action === "rollback" ? ", rolled back" : ""}:`, `\`\`\`yaml\n${written}\n\`\`\``];
};

type About = (document: PolicyDocument, text: string, spot: Spot, context: Context) => readonly string[];

const schedule: About = (document, text, { containers }, { now }) => {
  const words = scheduleInWords(text);
  const window = writtenWindows(document).find(({ node }) => node === containers.at(-1));
  const covered = now === undefined ? [] : (window?.next(now(), 3) ?? []);
  const zone = window?.timeZone ?? "UTC";
  const lines = covered.map(({ start, end }) => `- ${instantIn(start, zone)} to ${instantIn(end, zone)}`);
  return [
    ...(words === undefined ? [] : [words]),
    ...(lines.length === 0 ? [] : [`${window?.isDeny === true ? "Closed" : "Open"} next, ${zone}:\n${lines.join("\n")}`]),
  ];
};

const keywords: Readonly<Record<string, string>> = { author: "Who made the version.", requester: "Who asks for the promotion." };

const person: About = ({ parsed }, name) => {
  const policy: Pick<Policy, "groups" | "identities"> = parsed.policy ?? {};
  const people = peopleOf(policy);
  if (people.isGroup(name)) {
    const members = people.members([name]).map((one) => `\`${people.display(one)}\``);
    return [`Group \`${name}\`: ${members.length === 0 ? "nobody" : members.join(", ")}`];
  }
  if (keywords[name] !== undefined) return [keywords[name]];
  if (!people.isPerson(name)) return [];
  const one = people.canonical(name);
  const groups = Object.keys(policy.groups ?? {}).filter((group) => people.members([group]).includes(one));
  const same = people.display(one) === name ? [] : [`The same person as \`${people.display(one)}\`.`];
  return [groups.length === 0 ? "In no group of this policy." : `In ${groups.map((group) => `\`${group}\``).join(", ")}.`, ...same];
};

const stage: About = (document, name, _spot, context) => {
  const compiled = document.program()?.stages.get(name);
  if (compiled === undefined) return [];
  const { after, gates, isEntry } = compiled;
  const before = after?.stages.map((one) => `\`${one}\``).join(after.all ? " and " : " or ");
  const order = isEntry ? "every registered version is in it" : before === undefined ? "nothing comes before it" : `after ${before}`;
  const facts = factsFor(document, name, context);
  const holder = facts === undefined || isUnseen(facts) ? undefined : facts.evidence.stages?.[name];
  const since = holder?.since === undefined ? "" : ` since ${holder.since}`;
  return [
    `Stage \`${name}\`: ${order}, ${gates.length === 1 ? "1 gate" : `${gates.length} gates`}.`,
    ...(holder === undefined ? [] : [`Held by version \`${holder.version}\`${since}.`]),
  ];
};

const about: Readonly<Partial<Record<Role, About>>> = {
  schedule,
  person,
  "person-or-group": person,
  "person-group-or-keyword": person,
  "group-name": person,
  stage,
  "stage-name": stage,
};
