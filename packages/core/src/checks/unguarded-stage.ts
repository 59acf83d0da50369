import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck, PlacedStage } from "./checked-policy.js";

const help = "add a gate, or silence this where it is meant";

/** A stage that no gate of its own protects: an entry has none, and what comes right after the entry is then open to every version. */
export const unguardedStage: PolicyCheck = ({ stages, entry, sources }) =>
  stages.flatMap((placed) => {
    const { stage, after } = placed;
    const warn = (code: "stage-without-gates" | "ungated-first-promotion", message: string) => [
      diagnosticAt(sources.locate(stage, "name"), code, message, { severity: "warning", help }),
    ];
    if (stage.name === entry)
      return stages.length === 1
        ? warn("ungated-first-promotion", `every version is in \`${entry}\`, the only stage, and no gate decides anything`)
        : [];
    if (blocks(placed)) return [];
    if (after === undefined)
      return warn(
        "ungated-first-promotion",
        `every version may enter \`${stage.name}\`: it has no gate that blocks, and no stage comes before it`,
      );
    const open = after.all ? after.stages.every((name) => name === entry) : after.stages.some((name) => name === entry);
    return open
      ? warn(
          "ungated-first-promotion",
          `every version may enter \`${stage.name}\`: it has no gate that blocks, and every version is in \`${entry ?? ""}\``,
        )
      : warn("stage-without-gates", `\`${stage.name}\` has no gate that blocks: only its order protects it`);
  });

const blocks = ({ stage }: PlacedStage): boolean => (stage.gates ?? []).some(({ level }) => level !== "warn");
