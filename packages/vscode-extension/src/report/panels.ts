import { window, type ExtensionContext, type LogOutputChannel, type WebviewPanel } from "vscode";
import { createPanel, openPanel, viewType, type ReportHandlers, type ReportPanel } from "./panel.js";
import type { ReportInput } from "./report-input.js";
import { readSubject, type ReportSubject } from "./protocol.js";

/** The open reports, one a subject. */
export interface ReportPanels {
  /** Opens the report, or brings it to the front where it is open. */
  show(input: ReportInput): void;
  /** Shows what is known now where the report is open, and does nothing where it is not. */
  update(input: ReportInput): void;
  /** What the open reports are about. */
  subjects(): readonly ReportSubject[];
}

/** Opens promotion reports, and brings back those that were open when VS Code was closed. Call it once, on activation. */
export const reportPanels = (context: ExtensionContext, output: LogOutputChannel, handlers: ReportHandlers): ReportPanels => {
  const open = new Map<string, { readonly subject: ReportSubject; readonly panel: ReportPanel; readonly close: () => void }>();
  const panelContext = { extensionUri: context.extensionUri, output, handlers };
  const keep = (panel: WebviewPanel, subject: ReportSubject, first?: ReportInput): void => {
    const key = keyOf(subject);
    open.set(key, { subject, panel: openPanel(panelContext, panel, subject, first), close: () => void panel.dispose() });
    panel.onDidDispose(() => open.delete(key));
  };

  context.subscriptions.push(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        const subject = readSubject(state);
        if (subject === undefined || open.has(keyOf(subject))) panel.dispose();
        else keep(panel, subject);
      },
    }),
    { dispose: () => open.forEach(({ close }) => close()) },
  );

  return {
    show: (input) => {
      const known = open.get(keyOf(input.subject));
      if (known === undefined) keep(createPanel(panelContext, input.subject), input.subject, input);
      else {
        known.panel.show(input);
        known.panel.reveal();
      }
    },
    update: (input) => open.get(keyOf(input.subject))?.panel.show(input),
    subjects: () => [...open.values()].map(({ subject }) => subject),
  };
};

const keyOf = ({ root, model, version, to }: ReportSubject): string => JSON.stringify([root, model, version, to]);
