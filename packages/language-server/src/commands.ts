/** Commands of lenses and actions: an editor that can run one names it among `Context.commands`. */
export const commands = {
  check: "muster.check",
  promote: "muster.promote",
  showReport: "muster.showReport",
} as const;

/** The one argument that each of them is given. */
export interface CommandArgument {
  /** Of the policy file. */
  readonly policy: string;
  readonly stage: string;
  readonly model?: string;
  readonly version?: string;
}
