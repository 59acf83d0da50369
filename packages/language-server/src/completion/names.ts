import type { Context } from "../context.js";
import { normalized, pathFrom } from "../documents/addresses.js";
import type { Document } from "../documents/document.js";
import { writtenStages } from "../documents/gates.js";
import { leavesOf } from "../documents/tree.js";
import { roleAt, type Role } from "../documents/roles.js";
import { namesFor } from "../providers/seen.js";
import type { RegistryNames } from "../providers/registry-names.js";
import { testedPolicy } from "../policy-tests/tested-policy.js";
import { basesOf } from "../references/family.js";
import { occurrencesIn } from "../references/occurrences.js";
import { inWords } from "../words/duration.js";
import type { Suggestion, SuggestionKind } from "./suggestion.js";

/** `at`: where the name goes; what stands there now is no suggestion. */
type Names = (document: Document, context: Context, at: number) => readonly Suggestion[];

/** The names that can stand where a text has a role: the policy's own, and those seen in the registry. */
export const nameSuggestions = (role: Role, document: Document, context: Context, at: number): readonly Suggestion[] =>
  names[role]?.(document, context, at) ?? [];

const all = (labels: Iterable<string>, kind: SuggestionKind, detail: string): readonly Suggestion[] =>
  [...new Set(labels)].map((label) => ({ label, kind, detail }));

/** With those of the policies that it extends. */
export const stagesOf = (document: Document, { documents }: Context): readonly string[] => {
  const stages = [document, ...basesOf(document, documents)].toReversed().flatMap(writtenStages);
  return [...new Set(stages.flatMap(({ name }) => name ?? []))];
};

const groups: Names = (document, { documents }) => {
  const named = [document, ...basesOf(document, documents)]
    .flatMap(occurrencesIn)
    .filter((one) => one.named === "group" && one.isDefinition);
  return all(
    named.map(({ name }) => name),
    "group",
    "group",
  );
};

const people: Names = (document) =>
  all(
    occurrencesIn(document).flatMap(({ named, name }) => (named === "person" && /[@:]/.test(name) ? [name] : [])),
    "person",
    "identity",
  );

/** What the registry has, and what stands in the same role elsewhere in the file. */
const fromRegistry =
  (role: Role, key: keyof RegistryNames): Names =>
  (document, context, at) => {
    const policy = document.kind === "policy" ? document : testedPolicy(document, context.documents);
    const seen = (policy && namesFor(policy, context)?.[key]) ?? [];
    const used = [document, ...(document.kind === "policy-test" ? basesOf(document, context.documents) : [])].flatMap((one) =>
      namesIn(one, role, one === document ? at : undefined),
    );
    return all([...seen, ...used], "registry", role);
  };

/** The texts of a file that have a role, but the one at an offset. */
const namesIn = ({ kind, yaml }: Document, role: Role, at: number | undefined): readonly string[] =>
  [...leavesOf(yaml.root)].flatMap(({ scalar, path, isKey }) =>
    typeof scalar.value === "string" && scalar.range?.[0] !== at && roleAt(kind, path, isKey) === role ? [scalar.value] : [],
  );

const names: Readonly<Partial<Record<Role, Names>>> = {
  stage: (document, context) => all(stagesOf(document, context), "stage", "stage"),
  person: people,
  "person-or-group": (document, context, at) => [...groups(document, context, at), ...people(document, context, at)],
  "person-group-or-keyword": (document, context, at) => [
    { label: "author", kind: "word", documentation: "Who made the version." },
    { label: "requester", kind: "word", documentation: "Who asks for the promotion." },
    ...groups(document, context, at),
    ...people(document, context, at),
  ],
  model: fromRegistry("model", "models"),
  metric: fromRegistry("metric", "metrics"),
  tag: fromRegistry("tag", "tags"),
  param: fromRegistry("param", "params"),
  check: fromRegistry("check", "checks"),
  duration: () => ["1h", "24h", "7d", "30d"].map((label) => ({ label, kind: "value", detail: inWords(label) ?? "" })),
  schedule: () => [
    { label: "0 9 * * MON-FRI", kind: "value", documentation: "At 9 on every working day." },
    { label: "0 16 * * FRI", kind: "value", documentation: "On Fridays at 16." },
    { label: "0 0 1 * *", kind: "value", documentation: "At midnight on the first of each month." },
  ],
  "time-zone": () => ["UTC", ...Intl.supportedValuesOf("timeZone")].map((label) => ({ label, kind: "value" })),
  file: ({ uri }, { documents }) => {
    const here = normalized(uri);
    const others = documents.filter((one) => one.kind === "policy" && normalized(one.uri) !== here);
    return others.flatMap((one): readonly Suggestion[] => {
      const label = pathFrom(here, normalized(one.uri));
      return label === undefined ? [] : [{ label, kind: "file" }];
    });
  },
};
