import type { LedgerEvent } from "../generated/event.js";
import type { WriteContext } from "../ledger/write.js";
import { failure, success, type Result } from "../ports/result.js";
import { record } from "./record.js";

export interface RegisteredVersion {
  readonly model: string;
  readonly version: string;
  /** The artifact's digest. */
  readonly digest?: string;
  /** What the registry's name of the version stands for. */
  readonly revision?: string;
}

/** Puts in the ledger that a version was registered, for a registry that does not know who did it. Failure `denied`: it stands there already. */
export const recordRegistration = (
  context: WriteContext,
  { model, version, digest, revision }: RegisteredVersion,
): Promise<Result<LedgerEvent>> =>
  record(context, (state) => {
    const before = state.models.get(model)?.registered.find((registered) => registered.version === version);
    if (before !== undefined)
      return failure(
        "denied",
        `\`${model}@${version}\` is registered since ${before.at}, by \`${before.by}\` (event ${before.seq})`,
        "register another version",
      );
    return success({
      type: "version.registered",
      body: {
        model,
        registry: context.registry.id,
        version,
        ...(digest !== undefined && { digest }),
        ...(revision !== undefined && { revision }),
      },
    });
  });
