/** What the cases know besides their texts: a registry of one model, on a Friday in November. */
import { failure, success } from "@muster/core";
import { commands, documentKindOf, openDocument, type Context, type Document, type StageFacts } from "@muster/language-server";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Fixture } from "./fixture.js";

const folder = "file:///repo/";

const now = Date.parse("2026-11-20T10:00:00Z");

const evidence: StageFacts["evidence"] = {
  model: "fraud-cards",
  candidate: {
    version: "7",
    author: "erin@example.com",
    createdAt: "2026-11-10T08:00:00Z",
    metrics: {
      auc: { value: 0.934, samples: 20_000 },
      "auc/country=DE": 0.91,
      "auc/country=FR": 0.84,
      latency_p95_ms: 87,
    },
    tags: { model_card: "cards/7.md" },
    params: { framework: "xgboost" },
  },
  stages: { staging: { version: "7", since: "2026-11-18T09:00:00Z" }, production: { version: "5", since: "2026-08-01T00:00:00Z" } },
  baselines: { production: { version: "5", metrics: { auc: { value: 0.921, samples: 20_000 } } } },
};

const recent = [
  { version: "7", metrics: { auc: 0.934 } },
  { version: "6", metrics: { auc: 0.929 } },
  { version: "5", metrics: { auc: 0.921 } },
];

const names = {
  models: ["fraud-cards", "fraud-mail"],
  metrics: ["auc", "auc/country=DE", "auc/country=FR", "latency_p95_ms"],
  tags: ["model_card", "risk_tier"],
  params: ["framework"],
  checks: ["bias-audit"],
};

/** The case's file, which is called `promotion.yaml` unless the case says `json` or `evidence`, and what it is asked with. */
export const openCase = async (
  fixture: Pick<Fixture, "text" | "files" | "with">,
): Promise<{ readonly document: Document; readonly context: Context }> => {
  const asked = fixture.with;
  const name = [...asked].find((one) => /\.\w+$/.test(one)) ?? "promotion.yaml";
  const readFile = (uri: string) => {
    const text = uri === `${folder}${name}` ? fixture.text : fixture.files.get(uri.slice(folder.length));
    return Promise.resolve(text === undefined ? failure("absent", `there is no file \`${uri.slice(folder.length)}\``) : success(text));
  };
  const open = (file: string, text: string) =>
    openDocument(TextDocument.create(`${folder}${file}`, "promotion", 1, text), { readFile, ...(asked.has("plugins") && { gates: [] }) });
  const document = await open(name, fixture.text);
  const others = await Promise.all(
    [...fixture.files].filter(([file]) => documentKindOf(file) !== undefined).map(([file, text]) => open(file, text)),
  );
  const context: Context = {
    documents: [document, ...others],
    now: () => now,
    snippets: asked.has("snippets"),
    ...(asked.has("names") && { registryNames: () => names }),
    ...(asked.has("facts") && { facts: () => ({ evidence, recent }) }),
    ...(asked.has("no registry") && { facts: () => ({ unseen: "the registry does not answer", help: "look at the connection" }) }),
    ...(asked.has("commands") && { commands: Object.values(commands) }),
    ...(asked.has("hints off") && { severities: { "shifting-id": "off", "unused-group": "hint", "unknown-key": "off" } as const }),
  };
  return { document, context };
};

export const nameOf = (uri: string): string => (uri.startsWith(folder) ? uri.slice(folder.length) : uri);
