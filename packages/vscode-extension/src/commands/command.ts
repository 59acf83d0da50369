import type { Muster } from "../muster.js";
import type { Given } from "../promote/subject.js";

/** What a command does, with what it was given; whatever it returns is for whoever ran it from code. */
export type Command = (muster: Muster, given: Given) => Promise<unknown>;
