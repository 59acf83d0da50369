import type { StageStanding } from "@muster/report";
import { instant } from "@muster/report";
import { padEnd, plain, type View, widthOfText } from "@muster/report/terminal";

const joint = "─── ";

/** The stages in their order, who holds each, and where the candidate is: side by side where they fit, else one below the other. */
export const stageTrack = (
  stages: readonly StageStanding[],
  candidate: string,
  to: string,
  { colours, width }: View,
): readonly string[] => {
  const cells = stages.map(({ name, isEntry, version, since }) => {
    const held = version === candidate;
    const symbol = isEntry ? colours.green("✓") : held ? colours.green("●") : "○";
    const holder = isEntry ? "every version" : version === undefined ? "nobody" : plain(version);
    return {
      head: `${symbol} ${name === to ? colours.bold(plain(name)) : plain(name)}`,
      holder: `  ${held ? colours.green(holder) : holder}`,
      since: isEntry || since === undefined ? "" : colours.dim(`  since ${instant(since).slice(0, 10)}`),
    };
  });
  const widths = cells.map(({ head, holder, since }) => Math.max(...[head, holder, since].map(widthOfText)) + 1);
  if (widths.reduce((sum, cell) => sum + cell + joint.length, 0) > width) {
    const longest = Math.max(...cells.map(({ head }) => widthOfText(head)));
    return cells.map(({ head, holder, since }) => `  ${padEnd(head, longest)}${holder}${since}`);
  }
  const last = cells.length - 1;
  const heads = cells.map(({ head }, index) =>
    index === last ? head : `${head} ${colours.dim("─".repeat((widths[index] ?? 0) - widthOfText(head) - 1) + joint)}`,
  );
  const below = (texts: readonly string[]) =>
    texts.map((text, index) => (index === last ? text : padEnd(text, (widths[index] ?? 0) + joint.length)));
  const rows = [
    heads,
    below(cells.map(({ holder }) => holder)),
    ...(cells.some(({ since }) => since !== "") ? [below(cells.map(({ since }) => since))] : []),
  ];
  return rows.map((row) => `  ${row.join("")}`);
};
