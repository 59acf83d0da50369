/** A pure function of a text that keeps its last answer: a sweep asks about one model at one instant thousands of times in a row. */
export const keepingLast = <T>(answer: (text: string) => T): ((text: string) => T) => {
  let last: { readonly text: string; readonly answer: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answer(text) };
    return last.answer;
  };
};
