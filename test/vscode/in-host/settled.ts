/** Waits until something holds, by asking again. */
export const settled = async <T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it never came: ${what}`);
};
