import { modelMatcher, suggest } from "@muster/core";
import { isGlob, startOf } from "@muster/core/editor";
import type { Context } from "../../context.js";
import { quotedFor } from "../../documents/quoting.js";
import { itemsOf, nodeAt, textAt } from "../../documents/tree.js";
import { testedPolicy } from "../../policy-tests/tested-policy.js";
import { namesFor } from "../../providers/seen.js";
import { replacing } from "../changes.js";
import type { Repair, Site } from "../repair.js";

/** More would be a list to read, not a choice. */
const mostChoices = 6;

const changeTo = ({ document, spot: { scalar } }: Site, text: string, isPreferred: boolean): readonly Repair[] =>
  scalar === undefined
    ? []
    : [{ title: `change to \`${text}\``, changes: [replacing(document, scalar, quotedFor(text, document, startOf(scalar)))], isPreferred }];

/** The name of a case with a number that no other case has. */
export const numberCase = (site: Site): readonly Repair[] => {
  const { document, spot } = site;
  const name = String(spot.scalar?.value);
  const taken = new Set(itemsOf(nodeAt(document.yaml.root, ["cases"])).map((one) => textAt(one, "name")));
  let number = 2;
  while (taken.has(`${name} (${number})`)) number += 1;
  return changeTo(site, `${name} (${number})`, true);
};

/** The models that the tested policy governs, as far as it names them or the registry was seen. */
export const chooseModel = (site: Site, context: Context): readonly Repair[] => {
  const policy = testedPolicy(site.document, context.documents);
  const patterns = policy?.parsed.policy?.models ?? [];
  const named = patterns.filter((pattern) => !pattern.startsWith("!") && !isGlob(pattern));
  const seen = (policy && namesFor(policy, context)?.models) ?? [];
  const models = [...new Set([...named, ...seen])].filter(modelMatcher(patterns));
  const meant = suggest(String(site.spot.scalar?.value), models);
  const inOrder = [...models.filter((model) => model === meant), ...models.filter((model) => model !== meant)];
  return inOrder.slice(0, mostChoices).flatMap((model) => changeTo(site, model, model === meant || models.length === 1));
};
