import { withoutSecrets } from "@muster/core";
import type { MlflowConnection } from "../connection/connection.js";

/** Takes the connection's secrets, and whatever could mislead a terminal, out of text that others wrote. */
export const redactor = (connection: MlflowConnection): ((text: string) => string) => {
  const secrets = secretsOf(connection);
  return (text) =>
    withoutSecrets(secrets.reduce((left, secret) => left.replaceAll(secret, "***"), text))
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim();
};

/** As they are and as they travel, the longest first: a secret may hold a shorter one. */
const secretsOf = ({ credentials = [], proxies = {} }: MlflowConnection): readonly string[] => {
  const plain = [
    ...credentials.flatMap((one) => ("token" in one ? [one.token] : [one.password, `${one.username}:${one.password}`])),
    ...[proxies.http, proxies.https].flatMap((proxy) => (proxy !== undefined && URL.canParse(proxy) ? [new URL(proxy).password] : [])),
  ].filter((secret) => secret !== "");
  const travelling = plain.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]);
  return [...new Set(travelling)].sort((a, b) => b.length - a.length);
};
