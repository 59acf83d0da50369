import type { ModelLedger, Tenure } from "../ledger/fold-model.js";
import { failure, success, type Failure, type Result } from "../ports/result.js";

/** The tenure that a rollback of the stage returns to: that of the version `to`, else the one before the holder's. */
export const rollbackTarget = (ofModel: ModelLedger | undefined, model: string, stage: string, to: string | undefined): Result<Tenure> => {
  const tenures = (ofModel?.history ?? []).filter((tenure) => tenure.stage === stage);
  const last = new Map(tenures.map((tenure) => [tenure.version, tenure]));
  if (to !== undefined) {
    const tenure = last.get(to);
    if (tenure === undefined) return neverHeld(model, stage, to, [...last.keys()]);
    return tenure.ended?.how === "rollback" ? rolledBackFrom(model, tenure, tenure.ended) : success(tenure);
  }
  const current = ofModel?.holders.get(stage)?.version;
  for (const { version } of standing(tenures).toReversed()) {
    const tenure = last.get(version);
    if (version !== current && tenure !== undefined && tenure.ended?.how !== "rollback") return success(tenure);
  }
  return failure(
    "denied",
    `the ledger shows no version that held \`${stage}\` of \`${model}\` before and was not rolled back from`,
    "name one with `--to`, promote another version, or leave the stage without a holder with `muster retire`",
  );
};

/** The tenures that lead to the holder: a rollback takes back its target's and everything after it. */
const standing = (tenures: readonly Tenure[]): readonly Tenure[] =>
  tenures.reduce<readonly Tenure[]>((before, tenure) => {
    const at = tenure.how === "rollback" ? before.findLastIndex(({ version }) => version === tenure.version) : -1;
    return [...(at < 0 ? before : before.slice(0, at)), tenure];
  }, []);

const neverHeld = (model: string, stage: string, version: string, held: readonly string[]): Failure =>
  failure(
    "denied",
    `the ledger does not show that \`${version}\` ever held \`${stage}\` of \`${model}\``,
    held.length === 0 ? "promote it" : `name one that did: ${held.map((one) => `\`${one}\``).join(", ")}`,
  );

const rolledBackFrom = (model: string, { stage, version, until }: Tenure, { by, reason }: NonNullable<Tenure["ended"]>): Failure =>
  failure(
    "denied",
    `\`${stage}\` of \`${model}\` was rolled back from \`${version}\` at ${until} by \`${by}\`${reason === undefined ? "" : `: ${reason}`}`,
    "name another version, or promote it anew",
  );
