const immediately: (run: () => void) => unknown = typeof setImmediate === "function" ? setImmediate : (run) => setTimeout(run, 0);

/** When the messages that have arrived by now were looked at: a change or a cancellation among them makes the work at hand needless. */
export const soon = (): Promise<void> => new Promise((resolve) => immediately(() => immediately(resolve)));
