import type { PageMessage, ReportSubject } from "../report/protocol.js";

/** What the page remembers: VS Code brings it back when the page is shown again, also after a restart. */
export interface PageState {
  readonly subject?: ReportSubject;
  /** The metric in the chart over versions. */
  readonly metric?: string;
  readonly onlyOpen?: boolean;
}

declare const acquireVsCodeApi: () => {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const api = acquireVsCodeApi();

export const send = (message: PageMessage): void => api.postMessage(message);

export const remembered = (): PageState => api.getState() ?? {};

export const remember = (state: PageState): void => api.setState({ ...remembered(), ...state });
