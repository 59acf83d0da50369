/** Text that others wrote, without what logs in: of an address all before its last `@`, since a password may hold `/` and `@` too, and its query. */
export const withoutSecrets = (text: string): string => text.replace(/\S+/g, wordWithoutSecrets);

const wordWithoutSecrets = (word: string): string => {
  const start = word.indexOf("//");
  const at = word.lastIndexOf("@");
  const open = start >= 0 && at > start ? `${word.slice(0, start)}//***${word.slice(at)}` : word;
  return start >= 0 || word.includes("=") ? open.replace(/\?[^'"`]+/g, "?***") : open;
};
