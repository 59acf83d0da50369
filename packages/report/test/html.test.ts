import assert from "node:assert/strict";
import { reportToHtml } from "@muster/report/html";
import { exampleReport } from "./examples.js";

describe("a report as one HTML file", () => {
  for (const verdict of ["allowed", "denied", "waiting", "unknown"] as const) {
    it(`says that it is ${verdict}, without a script and without anything from elsewhere`, () => {
      const html = reportToHtml(exampleReport(verdict));
      assert.match(html, new RegExp(`<strong>${verdict}</strong>`));
      assert.doesNotMatch(html, /<script|<link|<img|src=|url\(|@import| on[a-z]+=/i);
    });
  }
});
