import type { Clock, Result } from "@muster/core";
import type { Report } from "./report.js";

/** What a command may use of the process that it runs in. */
export interface Session {
  readonly cwd: string;
  readonly clock: Clock;
  /** The program and its version, `muster/0.1.0`. */
  readonly tool: string;
  /** Whether there is a person who can be asked. */
  readonly interactive: boolean;
  readStdin(): Promise<Result<string>>;
  /** Tells on stderr what should be known besides the result. */
  note(message: string): void;
  /** Asks, and shows first what the question is about; false where the person says no or leaves. */
  confirm(question: string, about: Report | undefined): Promise<boolean>;
}
