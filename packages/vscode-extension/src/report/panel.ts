import { randomBytes } from "node:crypto";
import { Uri, ViewColumn, window, workspace, env, type LogOutputChannel, type WebviewPanel } from "vscode";
import { copiedText } from "./copied-text.js";
import { exportReport } from "./export.js";
import { readPageMessage, type HostMessage, type PageMessage, type ReportSubject, type Task } from "./protocol.js";
import type { ReportInput } from "./report-input.js";
import { revealGate } from "./reveal.js";
import { shell } from "./shell.js";
import { texts } from "./texts.js";
import { plain } from "../wording/plain.js";

/** What the buttons of a report do. */
export interface ReportHandlers {
  /** Decides anew and says what is to be shown then. */
  check(subject: ReportSubject): Promise<ReportInput>;
  /** Asks the person and promotes; tells them itself what came of it. */
  promote(subject: ReportSubject): Promise<void>;
  /** Asks the person and records their approval; tells them itself what came of it. */
  approve(subject: ReportSubject): Promise<void>;
}

export interface PanelContext {
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
  readonly handlers: ReportHandlers;
}

export interface ReportPanel {
  show(input: ReportInput): void;
  /** Brings it to the front. */
  reveal(): void;
}

export const viewType = "muster.report";

const titleOf = ({ model, version, to }: ReportSubject): string => `${model}@${version} → ${to}`;

export const createPanel = ({ extensionUri }: PanelContext, subject: ReportSubject): WebviewPanel =>
  window.createWebviewPanel(viewType, titleOf(subject), ViewColumn.Active, panelOptions(extensionUri));

/** Only the page's own files can be loaded. */
const panelOptions = (extensionUri: Uri) => ({ enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, "dist/report-page")] });

/** Fills a panel with the report of a subject, and answers its page until it is closed. */
export const openPanel = (context: PanelContext, panel: WebviewPanel, subject: ReportSubject, first?: ReportInput): ReportPanel => {
  const { extensionUri, output, handlers } = context;
  const { webview } = panel;
  let shown = first;

  const post = (message: HostMessage): void => void webview.postMessage(message);
  const show = (input: ReportInput): void => {
    shown = input;
    post({ type: "show", ...input, texts: texts() });
  };
  const during = async (task: Task, act: () => Promise<void>): Promise<void> => {
    post({ type: "busy", with: task });
    try {
      await act();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      output.error(`${titleOf(subject)}: ${task}: ${message}`);
      post({ type: "failed", message: plain(message) });
    }
    post({ type: "busy", with: null });
  };
  const check = async (): Promise<void> => show(await handlers.check(subject));

  const answer = (message: PageMessage): Promise<void> | Thenable<void> | undefined => {
    const input = shown;
    switch (message.type) {
      case "ready":
        if (input === undefined) return during("check", check);
        show(input);
        return undefined;
      case "check":
        return during("check", check);
      case "promote":
      case "approve": {
        const { type } = message;
        // The page shows no button for what is not offered; what it asks for all the same is not done.
        if (input?.offers[type] !== true || !workspace.isTrusted) return undefined;
        return during(type, async () => {
          await handlers[type](subject);
          await check();
        });
      }
      case "export":
        return input && during("export", () => exportReport(input, message.format));
      case "copy":
        return input && env.clipboard.writeText(copiedText(input.report.decision, message.what));
      case "reveal":
        return input && revealGate(input, message.gate);
      case "defect":
        output.error(`${titleOf(subject)}: ${message.message}`);
        return undefined;
    }
  };

  const icon = (theme: "light" | "dark"): Uri => Uri.joinPath(extensionUri, `images/policy-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  webview.options = panelOptions(extensionUri);
  webview.onDidReceiveMessage((value: unknown) => {
    const message = readPageMessage(value);
    if (message === undefined) output.warn(`${titleOf(subject)}: the report page sent something that is no message of it`);
    else void answer(message);
  });
  webview.html = shell({
    script: webview.asWebviewUri(Uri.joinPath(extensionUri, "dist/report-page/main.js")).toString(),
    nonce: randomBytes(16).toString("base64"),
    language: env.language,
    title: titleOf(subject),
  });
  return { show, reveal: () => panel.reveal() };
};
