/** What the extension host and the report page say to one another. The page asks; it never decides and never names a file. */
import type { PromotionReport, Texts } from "@muster/report";

/** What a report is about. */
export interface ReportSubject {
  /** The folder of `muster.config.yaml`. */
  readonly root: string;
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
}

/** What this person may do from here; the host refuses the rest, whatever the page asks. */
export interface Offers {
  readonly promote: boolean;
  readonly approve: boolean;
}

/** From the host. */
export type HostMessage =
  | {
      readonly type: "show";
      readonly subject: ReportSubject;
      readonly report: PromotionReport;
      readonly offers: Offers;
      readonly texts: Texts;
    }
  /** Something was begun, `null`: it has ended. */
  | { readonly type: "busy"; readonly with: Task | null }
  /** What is shown may be out of date: it could not be checked again. */
  | { readonly type: "failed"; readonly message: string };

export type Task = "check" | "promote" | "approve" | "export";
export type ExportFormat = "html" | "markdown";

/** What the page lets one copy; the host takes the text from its own decision. */
export type Copied = "remedies" | "policy" | "stage" | "evidence";

/** From the page. */
export type PageMessage =
  /** It can be shown something. */
  | { readonly type: "ready" }
  | { readonly type: "check" | "promote" | "approve" }
  | { readonly type: "export"; readonly format: ExportFormat }
  | { readonly type: "copy"; readonly what: Copied }
  /** Show the policy where it asks for this gate; the gate by its place: `[2, 0]` is the first of those nested in the third. */
  | { readonly type: "reveal"; readonly gate: readonly number[] }
  /** The page has a defect. */
  | { readonly type: "defect"; readonly message: string };

const longestMessage = 2_000;

const oneOf = <const T extends string>(value: unknown, ...allowed: readonly T[]): value is T =>
  typeof value === "string" && (allowed as readonly string[]).includes(value);

/** A message of the page as one of those that it may send; undefined for anything else. */
export const readPageMessage = (value: unknown): PageMessage | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, format, what, gate, message } = value as Readonly<Record<string, unknown>>;
  if (oneOf(type, "ready", "check", "promote", "approve")) return { type };
  if (type === "export" && oneOf(format, "html", "markdown")) return { type, format };
  if (type === "copy" && oneOf(what, "remedies", "policy", "stage", "evidence")) return { type, what };
  if (type === "reveal" && Array.isArray(gate) && gate.every((index): index is number => Number.isSafeInteger(index)))
    return { type, gate };
  if (type === "defect" && typeof message === "string") return { type, message: message.slice(0, longestMessage) };
  return undefined;
};

/** The subject that the page remembered, as VS Code hands it back after a restart; undefined where it is none. */
export const readSubject = (state: unknown): ReportSubject | undefined => {
  const subject = typeof state === "object" && state !== null && "subject" in state ? state.subject : undefined;
  if (typeof subject !== "object" || subject === null) return undefined;
  const { root, model, version, to } = subject as Readonly<Record<string, unknown>>;
  const known = typeof root === "string" && typeof model === "string" && typeof version === "string" && typeof to === "string";
  return known ? { root, model, version, to } : undefined;
};
