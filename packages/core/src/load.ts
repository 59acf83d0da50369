import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import { parsePolicy, type ParsedPolicy, type ParseOptions } from "./parse.js";
import type { Result } from "./ports/result.js";
import { sourceText } from "./yaml/source-text.js";

/** Reads a policy and what it extends through `read`. A file that cannot be read is an error in `diagnostics` like any other. */
export const loadPolicy = async (file: string, read: (file: string) => Promise<Result<string>>, options: ParseOptions = {}): Promise<ParsedPolicy> => {
  const text = await read(file);
  if (text.ok) return parsePolicy({ file, text: text.value }, options);
  return { ...parsePolicy({ file, text: "" }, options), diagnostics: [diagnosticAt(sourceText(file, "").rangeOf(0, 0), "unreadable-file", text.message, { help: text.help })] };
};
