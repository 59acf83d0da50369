/** A client of the language server as an editor has one: Content-Length frames on stdin and stdout, written by hand. */
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Notification {
  readonly method: string;
  readonly params: unknown;
}

export interface LspClient {
  request<Result>(method: string, params: unknown): Promise<Result>;
  /** A request that is taken back at once. */
  cancelled(method: string, params: unknown): Promise<{ readonly code: number } | undefined>;
  notify(method: string, params: unknown): void;
  /** The next notification of a method that fits, also one that has come already. */
  next<Params>(method: string, fits?: (params: Params) => boolean): Promise<Params>;
  /** Every notification so far. */
  readonly notifications: readonly Notification[];
  /** What the server asked of the client, which answers `null`. */
  readonly asked: readonly Notification[];
  readonly process: ChildProcess;
  end(): Promise<number | null>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Waiting {
  resolve(message: Message): void;
}

const started = fileURLToPath(new URL("./stdio-server.js", import.meta.url));

export const startServer = (command: readonly string[] = [process.execPath, started]): LspClient => {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
  const replies = new Map<number, Waiting>();
  const notifications: Notification[] = [];
  const asked: Notification[] = [];
  const watchers = new Set<() => void>();
  let buffered = Buffer.alloc(0);
  let lastId = 0;

  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  };
  const take = (message: Message): void => {
    if (message.method === undefined) {
      replies.get(message.id ?? -1)?.resolve(message);
      return;
    }
    (message.id === undefined ? notifications : asked).push({ method: message.method, params: message.params });
    if (message.id !== undefined) send({ id: message.id, result: null });
    watchers.forEach((watch) => watch());
  };
  child.stdout.on("data", (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const head = buffered.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(buffered.subarray(0, Math.max(0, head)).toString())?.[1]);
      if (head < 0 || buffered.length < head + 4 + length) return;
      const body = buffered.subarray(head + 4, head + 4 + length).toString();
      buffered = buffered.subarray(head + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
  const post = (method: string, params: unknown): Promise<Message> => {
    lastId += 1;
    const id = lastId;
    const reply = new Promise<Message>((resolve) => replies.set(id, { resolve }));
    send({ id, method, params });
    return reply;
  };

  return {
    notifications,
    asked,
    process: child,
    request: async <Result>(method: string, params: unknown): Promise<Result> => {
      const { result, error } = await post(method, params);
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result as Result;
    },
    cancelled: async (method, params) => {
      const reply = post(method, params);
      send({ method: "$/cancelRequest", params: { id: lastId } });
      return (await reply).error;
    },
    notify: (method, params) => send({ method, params }),
    next: <Params>(method: string, fits: (params: Params) => boolean = () => true) =>
      new Promise<Params>((resolve) => {
        const look = (): boolean => {
          const index = notifications.findIndex((one) => one.method === method && fits(one.params as Params));
          if (index < 0) return false;
          resolve(notifications.splice(index, 1)[0]?.params as Params);
          return true;
        };
        if (look()) return;
        const watch = (): void => {
          if (look()) watchers.delete(watch);
        };
        watchers.add(watch);
      }),
    end: async () => {
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      await post("shutdown", null);
      send({ method: "exit", params: null });
      return ended;
    },
  };
};
