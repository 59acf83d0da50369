const units = { w: "week", d: "day", h: "hour", m: "minute", s: "second" } as const;

/** `1h30m` as "1 hour 30 minutes"; undefined where it is no duration. */
export const inWords = (text: string): string | undefined => {
  if (!/^(?=.)(\d{1,9}w)?(\d{1,9}d)?(\d{1,9}h)?(\d{1,9}m)?(\d{1,9}s)?$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([wdhms])/g)]
    .map(([, count, letter]) => `${Number(count)} ${units[letter as keyof typeof units]}${Number(count) === 1 ? "" : "s"}`)
    .join(" ");
};
