/** A drawing as plain data, in CSS pixels; whoever shows it makes SVG of it. Colours come from the class. */
export type Shape =
  | {
      readonly type: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly class: string;
    }
  | { readonly type: "circle"; readonly x: number; readonly y: number; readonly radius: number; readonly class: string }
  | { readonly type: "path"; readonly d: string; readonly class: string }
  | {
      readonly type: "text";
      /** The middle of the text. */
      readonly x: number;
      /** Its base line. */
      readonly y: number;
      readonly text: string;
      readonly class: string;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** What is to be seen, in a sentence, for who does not see it. */
  readonly description: string;
  readonly shapes: readonly Shape[];
}

/** The size of the labels. */
const fontSize = 11;

/** No label is wider than this, in any of the fonts of an editor. */
export const widthOfLabel = (text: string): number => text.length * fontSize * 0.62;

/** The middle of a label that is to stand at `x` and inside the drawing. */
export const clampedMiddle = (x: number, text: string, width: number): number => {
  const half = Math.min(widthOfLabel(text), width) / 2;
  return Math.min(Math.max(x, half), width - half);
};

/** A length in the drawing: tenths of a pixel are exact enough, and the same everywhere. */
export const rounded = (length: number): number => Math.round(length * 10) / 10;
