/** Answers askers that come in one go, before anything else can have happened, with one request. Later ones ask anew: what they see must not be older than they are. */
export const together = <T>(ask: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const begun = new Map<string, Promise<T>>();
  return (key) => {
    const asking = begun.get(key) ?? ask(key);
    begun.set(key, asking);
    queueMicrotask(() => begun.delete(key));
    return asking;
  };
};
