import { appendFileSync, writeFileSync } from "node:fs";
import type { Verdict } from "@muster/core";
import type { View } from "@muster/report/terminal";
import { problem } from "@muster/workspace/problem";
import { exitCodes, type ExitCode } from "./exit-codes.js";
import type { Output } from "./outputs.js";
import type { Progress } from "./progress.js";
import { formats, type SweepFormat } from "./render/formats.js";
import type { SweepReport, SweepSummary } from "./report.js";

interface Screen {
  readonly stdout: NodeJS.WriteStream;
  readonly progress: Progress;
  viewOf(output: Output): View;
}

interface Sink {
  readonly format: SweepFormat;
  readonly view: View;
  write(text: string): Promise<void> | void;
}

/** Writes a sweep as it goes on, no faster than it is read, and gives the exit code of its worst verdict. */
export const writeSweep = async ({ type, at, sweep }: SweepReport, outputs: readonly Output[], screen: Screen): Promise<ExitCode> => {
  const sinks = await Promise.all(outputs.map((output) => sinkOf(output, screen)));
  const toAll = async (textOf: (format: SweepFormat, view: View) => string) => {
    for (const { format, view, write } of sinks) await write(textOf(format, view));
  };
  const verdicts: Record<Verdict, number> = { allowed: 0, waiting: 0, denied: 0, unknown: 0 };
  let done = 0;
  await toAll((format) => format.begin({ type, at, sweep }));
  for await (const swept of sweep.candidates) {
    screen.progress.clear();
    const isFirst = done === 0;
    await toAll((format, view) => format.candidate(swept, view, isFirst));
    verdicts[swept.verdict] += 1;
    done += 1;
    screen.progress.show(done, sweep.known().candidates);
  }
  screen.progress.clear();
  const summary: SweepSummary = { to: sweep.to, ...sweep.known(), verdicts };
  await toAll((format, view) => format.end(summary, view));
  return exitCodeOf(verdicts);
};

/** What could not be decided is the worst: nobody knows what it hides. */
const exitCodeOf = ({ unknown, denied, waiting }: SweepSummary["verdicts"]): ExitCode => {
  if (unknown > 0) return exitCodes.unknown;
  if (denied > 0) return exitCodes.denied;
  return waiting > 0 ? exitCodes.waiting : exitCodes.done;
};

const sinkOf = async (output: Output, { stdout, viewOf }: Screen): Promise<Sink> => {
  const { format: name, file } = output;
  const { sweep: format } = await formats[name]();
  if (format === undefined) throw problem("usage", `a sweep cannot be told as \`${name}\``, "choose `human` or `json`");
  if (file !== undefined) writeFileSync(file, "");
  return {
    format,
    view: viewOf(output),
    write:
      file === undefined
        ? (text) => writeTo(stdout, text)
        : (text) => {
            append(file, text);
          },
  };
};

const append = (file: string, text: string): void => {
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw problem("usage", `the sweep could not be written to \`${file}\`: ${(error as Error).message}`);
  }
};

/** Waits where the reader is slower than we are; one who has stopped reading is not waited for. */
const writeTo = async (stream: NodeJS.WriteStream, text: string): Promise<void> => {
  if (text === "" || !stream.writable || stream.write(text)) return;
  await new Promise<void>((resolve) => {
    const goOn = () => {
      stream.off("drain", goOn).off("close", goOn);
      resolve();
    };
    stream.on("drain", goOn).on("close", goOn);
  });
};
