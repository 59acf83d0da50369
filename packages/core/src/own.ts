/** What a record of JSON data holds under a name, whatever the name; never what every object inherits, which is functions and `__proto__`. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined => {
  const value = record?.[name];
  if (typeof value !== "function" && name !== "__proto__") return value;
  return record !== undefined && Object.hasOwn(record, name) ? value : undefined;
};
