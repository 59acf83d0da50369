import type { Screen } from "./terminal.js";

/** A bar in one line of a terminal that is drawn over itself. */
export interface Progress {
  show(done: number, known: number): void;
  /** Takes it away, so that a line can be written in its place. */
  clear(): void;
}

const cells = 24;

/** Where nobody looks, nothing is drawn. */
export const progressOn = (screen: Screen & { write(text: string): unknown }, wanted: boolean): Progress => {
  if (screen.isTTY !== true || !wanted) return { show: () => undefined, clear: () => undefined };
  let isShown = false;
  return {
    show: (done, known) => {
      const full = known === 0 ? 0 : Math.floor((done / known) * cells);
      screen.write(
        `\r${"█".repeat(full)}${"░".repeat(cells - full)} ${done.toLocaleString("en")} of ${known.toLocaleString("en")}\u001b[K`,
      );
      isShown = true;
    },
    clear: () => {
      if (isShown) screen.write("\r\u001b[K");
      isShown = false;
    },
  };
};
