import { createServer, request as forward } from "node:http";
import { connect, type AddressInfo } from "node:net";

export interface ForwardProxy {
  readonly uri: string;
  /** What was asked of it: `CONNECT host:port`, or `GET http://…`. */
  readonly asked: string[];
  /** The headers `proxy-authorization` that came. */
  readonly logins: (string | undefined)[];
}

const open: (() => void)[] = [];
after(() => {
  for (const close of open) close();
});

/** A proxy as companies have them: HTTP by whole addresses, TLS through a tunnel. With a password, only who knows it gets through. */
export const forwardProxy = async (password?: string): Promise<ForwardProxy> => {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const turnsAway = (login: string | undefined) =>
    password !== undefined &&
    !Buffer.from(login?.replace("Basic ", "") ?? "", "base64")
      .toString()
      .endsWith(`:${password}`);
  const server = createServer((incoming, outgoing) => {
    const login = incoming.headers["proxy-authorization"];
    asked.push(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
    logins.push(login);
    if (turnsAway(login)) {
      outgoing.writeHead(407).end("Who are you?");
      return;
    }
    incoming.pipe(
      forward(incoming.url ?? "", { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  server.on("connect", (incoming, socket) => {
    const login = incoming.headers["proxy-authorization"];
    asked.push(`CONNECT ${incoming.url ?? ""}`);
    logins.push(login);
    if (turnsAway(login)) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url ?? ""}`);
    const tunnel = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [tunnel, socket]) end.on("error", () => [tunnel, socket].forEach((each) => each.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, logins };
};
