import type { View } from "@muster/report/terminal";
import type { Report } from "../../report.js";

/** The files that were written, or would be. */
export const filesPage = ({ files, dryRun }: Extract<Report, { type: "files" }>, { colours, quiet }: View): readonly string[] => {
  if (quiet) return [];
  if (!dryRun) {
    const [first] = files;
    return [
      ...files.map(({ file }) => `${colours.green("✓")} wrote ${file}`),
      "",
      `Next: adapt \`${first?.file ?? ""}\` to your ${first !== undefined && isConfig(first) ? "registry" : "models"}, then \`muster validate\`${files.some(isTest) ? " and `muster test`" : ""}.`,
    ];
  }
  return files
    .flatMap(({ file, text }) => [
      colours.bold(`would write ${file}`),
      "",
      ...text
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`.trimEnd()),
      "",
    ])
    .slice(0, -1);
};

const isConfig = ({ file }: { readonly file: string }): boolean => file.endsWith(".config.yaml");

const isTest = ({ file }: { readonly file: string }): boolean => file.endsWith(".test.yaml");
