/** What a record holds itself under a name, whatever the name; never what every object inherits, of which nothing is a number or a text. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined => {
  const value = record?.[name];
  if (typeof value === "number" || typeof value === "string" || value === undefined) return value;
  return record !== undefined && Object.hasOwn(record, name) ? value : undefined;
};
