const most = 5;

/** Several people in words: `a, b or c`; of many, the first few. */
export const phraseOf = (people: readonly string[], word: "and" | "or"): string => {
  const more = people.length - most;
  const shown = more > 1 ? [...people.slice(0, most), `${more} others`] : people;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
};
