import { suggest } from "@muster/core";
import type { Context } from "../../context.js";
import { normalized, pathFrom } from "../../documents/addresses.js";
import { writtenStages } from "../../documents/gates.js";
import { quotedFor } from "../../documents/quoting.js";
import { occurrencesIn } from "../../references/occurrences.js";
import { rewriting } from "../../rename/rewriting.js";
import type { PolicySite, Repair } from "../repair.js";

/** More would be a list to read, not a choice. */
const mostChoices = 6;

/** Another name in the place of the one at hand. */
const changeTo = ({ document, spot }: PolicySite, name: string, isPreferred: boolean): readonly Repair[] => {
  const found = spot.scalar && occurrencesIn(document).find(({ span }) => span.start === spot.scalar?.range?.[0]);
  if (found === undefined) return [];
  const { span, text } = rewriting(document, found, name);
  return [{ title: `change to \`${name}\``, changes: [{ span, text }], isPreferred }];
};

/** The stages that the policy has, where it names one that it has not. */
export const chooseStage = (site: PolicySite): readonly Repair[] => {
  const names = (site.document.parsed.policy?.stages ?? writtenStages(site.document)).flatMap(({ name }) => name ?? []);
  const wrong = String(site.spot.scalar?.value);
  // A stage comes after others, and soaks in others, never in itself.
  const own = site.spot.path.includes("after") || site.spot.path.at(-1) === "in" ? site.stage : undefined;
  const meant = suggest(wrong, names);
  return names
    .filter((name) => name !== meant && name !== own)
    .slice(0, mostChoices)
    .flatMap((name) => changeTo(site, name, false));
};

/** The name with a number that nothing else has. */
export const numberName = (site: PolicySite): readonly Repair[] => {
  const name = String(site.spot.scalar?.value);
  const taken = new Set(occurrencesIn(site.document).map((one) => one.name));
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return changeTo(site, `${name}-${number}`, true);
};

/** A policy of the workspace that the path was most likely meant to name. */
export const chooseBase = ({ document, spot }: PolicySite, { documents }: Context): readonly Repair[] => {
  const { scalar } = spot;
  const here = normalized(document.uri);
  const paths = documents.flatMap(({ kind, uri }) =>
    kind === "policy" && normalized(uri) !== here ? (pathFrom(here, normalized(uri)) ?? []) : [],
  );
  const meant = typeof scalar?.value === "string" ? suggest(scalar.value, paths) : undefined;
  if (meant === undefined || scalar?.range === undefined || scalar.range === null) return [];
  const [start, end] = scalar.range;
  return [
    { title: `change to \`${meant}\``, changes: [{ span: { start, end }, text: quotedFor(meant, document, start) }], isPreferred: true },
  ];
};
