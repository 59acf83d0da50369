import assert from "node:assert/strict";
import { reportToMarkdown } from "@muster/report/markdown";
import { exampleReport } from "./examples.js";

describe("a report as Markdown", () => {
  for (const verdict of ["allowed", "denied", "waiting", "unknown"] as const) {
    it(`says that it is ${verdict}`, () => {
      const [title] = reportToMarkdown(exampleReport(verdict)).split("\n");
      assert.match(title ?? "", new RegExp(`^# \`fraud-cards@.*\` → \`production\`: . ${verdict}$`));
    });
  }
});
