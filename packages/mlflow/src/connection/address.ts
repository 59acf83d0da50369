import { failure, success, withoutSecrets, type Result } from "@muster/core";

export interface Address {
  /** Without credentials, query and `/` at the end. */
  readonly uri: string;
  readonly origin: string;
  readonly username: string;
  readonly password: string;
}

const startServer = "start `mlflow server` over it and name the server's address, `http://…` or `https://…`";

/** Reads the address of an MLflow server. What only MLflow's Python library can open is `refused`, with what to do instead. */
export const readAddress = (text: string): Result<Address> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol === "file:" || /^[a-z]:$/i.test(url.protocol)) {
    const told = withoutSecrets(text.replace(/\/\/.*@/s, "//***@"));
    return failure("refused", `\`${told}\` is a folder or a file, not the address of an MLflow server`, startServer);
  }
  if (/^(sqlite|postgresql|mysql|mssql)\b/.test(url.protocol)) {
    return failure("refused", `an address that begins with \`${url.protocol}\` is a database, not an MLflow server`, startServer);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    const help = "only MLflow's own REST API is spoken: name an address that begins with `http://` or `https://`";
    return failure("refused", `an address that begins with \`${url.protocol}\` is no MLflow server's`, help);
  }
  return success({
    uri: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
    origin: url.origin,
    username: decoded(url.username),
    password: decoded(url.password),
  });
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text; // a `%` that stands for itself
    throw error;
  }
};
