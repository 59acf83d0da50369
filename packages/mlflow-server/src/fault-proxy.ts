import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A request that came through. */
export interface Seen {
  readonly method: string;
  /** After `/api/2.0/mlflow/`, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What goes wrong with a request; undefined: nothing. */
export type Fault =
  | { readonly kind: "answer"; readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before the server has heard of it, or after it did what was asked. */
  | { readonly kind: "reset"; readonly after?: "answered" }
  /** Half of the answer, with the length of all of it, or as if that were all. */
  | { readonly kind: "half"; readonly ends: "broken" | "clean" }
  | { readonly kind: "late"; readonly milliseconds: number };

export interface FaultProxy {
  readonly uri: string;
  readonly seen: Seen[];
  /** The server behind it. */
  target: string;
  /** What goes wrong. It may do something itself first. */
  fault: (request: Seen) => Fault | undefined | Promise<Fault | undefined>;
  /** Holds the requests that fit from now on, until what it gives is called; what goes wrong with them goes wrong then. */
  hold(fits?: (request: Seen) => boolean): () => void;
  /** Changes the query on its way. */
  rewrite: (query: URLSearchParams) => void;
  /** How many rounds of answers there were: a request belongs to the round after the last one that it could have waited for. */
  rounds(): number;
  /** The requests, `GET registered-models/get`. */
  calls(): readonly string[];
}

/** A proxy in front of a server that lets through, delays, breaks off, cuts short or answers itself. */
export const faultProxy = async (
  target: string,
  options: { readonly prefix?: string; readonly tls?: ServerOptions } = {},
): Promise<FaultProxy> => {
  const { prefix = "", tls } = options;
  const seen: Seen[] = [];
  let answeredRounds = 0;

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const round = answeredRounds + 1;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? "", "http://proxy");
    proxy.rewrite(url.searchParams);
    const path = url.pathname.slice(prefix.length);
    const request = {
      method: incoming.method ?? "",
      path: path.replace("/api/2.0/mlflow/", ""),
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    seen.push(request);
    const fault = await proxy.fault(request);
    if (fault?.kind === "answer") {
      outgoing.writeHead(fault.status, { "content-type": "text/html", ...fault.headers }).end(fault.body ?? "");
      return;
    }
    if (fault?.kind === "reset" && fault.after === undefined) {
      outgoing.socket?.destroy();
      return;
    }
    const answer = await ask(`${proxy.target}${path}${url.search}`, incoming, request.body);
    if (fault?.kind === "late") await sleep(fault.milliseconds);
    if (fault?.kind === "reset") {
      outgoing.socket?.destroy();
      return;
    }
    answeredRounds = Math.max(answeredRounds, round);
    const half = answer.body.subarray(0, answer.body.length / 2);
    const { "content-length": _length, "transfer-encoding": _encoding, ...headers } = answer.headers;
    if (fault?.kind === "half" && fault.ends === "broken") {
      outgoing.writeHead(answer.status, { ...headers, "content-length": String(answer.body.length) });
      outgoing.write(half, () => outgoing.socket?.destroy());
      return;
    }
    outgoing.writeHead(answer.status, headers).end(fault?.kind === "half" ? half : answer.body);
  };

  const listen = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    handle(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  // It ends with the process that asks it.
  server.unref().on("connection", (socket: Socket) => socket.unref());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    uri: `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    seen,
    target,
    fault: () => undefined,
    hold: (fits = () => true) => {
      const { fault } = proxy;
      let letThrough = (): void => undefined;
      const held = new Promise<void>((resolve) => (letThrough = resolve));
      proxy.fault = async (request) => {
        if (fits(request)) await held;
        return fault(request);
      };
      return letThrough;
    },
    rewrite: () => undefined,
    rounds: () => answeredRounds,
    calls: () => seen.map(({ method, path }) => `${method} ${path}`),
  };
  return proxy;
};

const ask = (url: string, { method, headers }: IncomingMessage, body: string) =>
  new Promise<{ readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: Buffer }>((resolve, reject) => {
    const asking = forward(url, { method, headers: { ...headers, host: new URL(url).host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }));
      answer.on("error", reject);
    });
    asking.on("error", reject);
    asking.end(body);
  });
