import { rootOf } from "../workspaces/roots.js";

/** What a command is about, as far as whoever started it says: a lens, a view's item, a keybinding, or nobody. */
export interface Subject {
  /** The folder of `muster.config.yaml`. */
  readonly root?: string;
  readonly model?: string;
  readonly version?: string;
  /** The target stage. */
  readonly stage?: string;
}

/** What a command was given besides its subject, by an item or a test. */
export interface Given extends Subject {
  readonly reason?: string;
  /** Of a check. */
  readonly name?: string;
  readonly status?: string;
  readonly url?: string;
  readonly summary?: string;
  /** To compare with. */
  readonly other?: string;
  /** A file of evidence. */
  readonly evidence?: string;
  /** A test says so for a person; nobody else's word is taken. */
  readonly confirmed?: boolean;
}

const texts = ["root", "model", "version", "stage", "reason", "name", "status", "url", "summary", "other", "evidence"] as const;

/** Reads what a command was given: data from anywhere, of which only what has the right type is taken. */
export const readGiven = (given: unknown): Given => {
  if (typeof given !== "object" || given === null) return {};
  const of = given as Readonly<Record<string, unknown>>;
  const root = typeof of["root"] !== "string" && typeof of["policy"] === "string" ? rootOf(of["policy"]) : undefined;
  return {
    ...Object.fromEntries(texts.flatMap((key) => (typeof of[key] === "string" ? [[key, of[key]]] : []))),
    ...(root !== undefined && { root }),
    ...(of["confirmed"] === true && { confirmed: true }),
  };
};
