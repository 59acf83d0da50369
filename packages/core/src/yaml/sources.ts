import type { SourceRange } from "../diagnostics/diagnostic.js";

/** A mapping or list as it was read from a document; its identity leads back to its place in the text. */
export type Container = object;

/** Where the data of one or several documents stands in their texts. */
export interface Sources {
  /**
   * The range of a container, or of the key or value that it has under `key`.
   * A key that is not there gives the range of the container's first line.
   */
  locate(container: Container, key?: string | number, part?: "key" | "value"): SourceRange;
}
