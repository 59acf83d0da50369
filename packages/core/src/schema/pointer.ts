/** The segments of a JSON pointer, or of the fragment of an address that is one. */
export const pointerSegments = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
