import { problem } from "@muster/workspace/problem";
import { formats, isFormatName, type FormatName } from "./render/formats.js";

/** A format, and the file that it is written to; without one, stdout. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/** Reads the values of `--format`: `json` or `json=decision.json`. One of them at most may go to stdout. */
export const readOutputs = (values: readonly string[]): readonly Output[] => {
  const outputs = values.map((value): Output => {
    const [name = "", ...rest] = value.split("=");
    if (!isFormatName(name))
      throw problem(
        "usage",
        `there is no format \`${name}\``,
        `the formats are ${Object.keys(formats)
          .map((one) => `\`${one}\``)
          .join(" and ")}`,
      );
    if (rest.length === 0) return { format: name };
    const file = rest.join("=");
    if (file === "") throw problem("usage", `\`--format ${value}\` names no file`, `write it as \`--format ${name}=FILE\``);
    return { format: name, file };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw problem("usage", "only one format can be written to stdout", "give the others a file: `--format json=decision.json`");
  }
  return outputs.length === 0 ? [{ format: "human" }] : outputs;
};
