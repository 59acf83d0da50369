import { hanging, padEnd, plain, type View, widthOfText } from "@muster/report/terminal";
import type { ModelStatus, StageStatus } from "@muster/workspace";
import type { Report } from "../../report.js";
import { instant, spanOf } from "@muster/report";

/** Every model with its stages: who holds each, since when and by whose doing; what is odd stands out. */
export const statusPage = ({ models, at }: Extract<Report, { type: "status" }>, view: View): readonly string[] => {
  if (models.length === 0) return ["No model is registered.", "", "Next: `muster register NAME@VERSION`"];
  return models.flatMap((model, index) => [...(index === 0 ? [] : [""]), ...modelLines(model, at, view)]);
};

const newest = 5;

const modelLines = (
  { model, policy, problem, stages, candidates, openIntents }: ModelStatus,
  now: string,
  view: View,
): readonly string[] => {
  const { colours, width, quiet } = view;
  const name = Math.max(0, ...stages.map((stage) => widthOfText(plain(stage.name))));
  const version = Math.max(0, ...stages.map((stage) => widthOfText(holderOf(stage))));
  const more = candidates.length - newest;
  const governed =
    problem === undefined ? colours.dim(plain(policy ?? "no policy governs it")) : colours.yellow("its policy cannot be used");
  return [
    `${colours.bold(plain(model))}  ${governed}`,
    ...stages.flatMap((stage) => {
      const sign = stage.isEntry ? colours.green("✓") : stage.version === undefined ? "○" : colours.green("●");
      const lead = `  ${sign} ${padEnd(plain(stage.name), name)}  ${padEnd(holderOf(stage), version)}  `;
      const drift = stage.drift && `drift: the registry names ${plain(stage.drift.registry ?? "nobody")}`;
      return [
        ...(quiet ? [lead] : hanging(lead, colours.dim(tenureOf(stage, now)), width)),
        ...(drift === undefined ? [] : [`    ${colours.yellow(`! ${drift}`)}`]),
      ];
    }),
    ...(candidates.length === 0
      ? []
      : hanging(
          "  candidates: ",
          `${candidates
            .slice(0, newest)
            .map((one) => plain(one.version))
            .join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
          width,
        )),
    ...openIntents.flatMap((intent) => hanging("  ", colours.yellow(`! open: ${openMove(intent, now)}`), width)),
  ];
};

const openMove = ({ seq, action, model, stage, version, by, deadline }: ModelStatus["openIntents"][number], now: string): string => {
  const what = `${action} of ${plain(stage)} to ${plain(version ?? "nobody")} by ${plain(by)} (event ${seq})`;
  if (Date.parse(now) < Date.parse(deadline)) return `${what}, theirs until ${instant(deadline)}`;
  const next =
    action === "promotion"
      ? `\`muster promote ${plain(model)}@${plain(version ?? "")} --to ${plain(stage)}\``
      : "the next move of that stage";
  return `${what}, given up since ${instant(deadline)}: ${next} settles it`;
};

const holderOf = ({ isEntry, version }: StageStatus): string => (isEntry ? "every version" : plain(version ?? "nobody"));

const tenureOf = ({ since, by, assurance }: StageStatus, now: string): string => {
  if (since === undefined) return "";
  const held = Date.parse(now) - Date.parse(since);
  const span = held < 60_000 ? "just now" : spanOf(held);
  return `since ${instant(since)} (${span})${by === undefined ? "" : `, by ${plain(by)} (${assurance ?? ""})`}`;
};
