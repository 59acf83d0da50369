import { reportToHtml } from "@muster/report/html";
import { reportToMarkdown } from "@muster/report/markdown";
import { env, l10n, Uri, window, workspace } from "vscode";
import type { ReportInput } from "./report-input.js";
import type { ExportFormat } from "./protocol.js";
import { texts } from "./texts.js";

const extensionOf: Readonly<Record<ExportFormat, string>> = { html: "html", markdown: "md" };

/** Writes a report where the person says, and offers to open it. */
export const exportReport = async ({ subject, report }: ReportInput, format: ExportFormat): Promise<void> => {
  const { root, model, version, to } = subject;
  // A file's name is made of what every file system takes.
  const name = `${[model, version, to].join("-").replace(/[^\p{L}\p{N}._-]+/gu, "_")}.${extensionOf[format]}`;
  const target = await window.showSaveDialog({
    title: l10n.t("Export Promotion Report"),
    defaultUri: Uri.joinPath(Uri.file(root), name),
    filters: format === "html" ? { HTML: ["html"] } : { Markdown: ["md"] },
  });
  if (target === undefined) return;
  const labels = texts();
  const text = format === "html" ? reportToHtml(report, labels, env.language) : reportToMarkdown(report, labels);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  // Not waited for: a notification may stay for long.
  void offerToOpen(target, format);
};

const offerToOpen = async (file: Uri, format: ExportFormat): Promise<void> => {
  const open = l10n.t("Open");
  const chosen = await window.showInformationMessage(l10n.t("The report was written to {0}.", workspace.asRelativePath(file)), open);
  if (chosen !== open) return;
  if (format === "html") await env.openExternal(file);
  else await window.showTextDocument(file);
};
