/** What may be selected of a value: its named fields, and all other names where it is a map. */
export interface Shape {
  readonly fields: Readonly<Record<string, Shape>>;
  readonly others?: Shape;
}

export const leaf: Shape = { fields: {} };

export const record = (fields: Readonly<Record<string, Shape>>): Shape => ({ fields });

export const mapOf = (others: Shape): Shape => ({ fields: {}, others });

export const fieldOf = ({ fields, others }: Shape, name: string): Shape | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : others;
