import { problem } from "@muster/workspace/problem";
import { pages } from "../generated/pages.js";
import type { Report } from "../report.js";

/** The page of a code; without one, every code with what it stands for. */
export const explain = async (code: string | undefined): Promise<Report> => {
  if (code === undefined)
    return { type: "codes", codes: Object.entries(pages).map(([one, markdown]) => ({ code: one, title: titleOf(markdown) })) };
  const markdown = Object.hasOwn(pages, code) ? pages[code] : undefined;
  if (markdown !== undefined) return { type: "explanation", code, markdown };
  const { suggest } = await import("@muster/core");
  const meant = suggest(code, Object.keys(pages));
  throw problem(
    "usage",
    `there is no code \`${code}\``,
    meant === undefined ? "`muster explain` lists them all" : `did you mean \`${meant}\`?`,
  );
};

/** The first sentence beneath the heading. */
const titleOf = (markdown: string): string => {
  const [, ...paragraphs] = markdown.split(/\n{2,}/);
  const [sentence = ""] = (paragraphs.find((text) => !text.startsWith("An outcome of a gate")) ?? "")
    .replaceAll("\n", " ")
    .split(/\.(?: |$)/);
  return sentence
    .trim()
    .replace(/^- /, "")
    .replaceAll(" - ", "; ")
    .replace(/ \(docs\/\S+\)/g, "");
};
