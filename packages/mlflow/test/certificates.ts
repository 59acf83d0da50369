import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "muster-certificates-"));
after(() => rmSync(folder, { recursive: true, force: true }));

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** A file with the certificate. */
  readonly certPath: string;
  /** A file with the certificate and its key. */
  readonly bothPath: string;
}

/** A certificate for 127.0.0.1 that vouches for itself. */
export const newCertificate = (name: string): Certificate => {
  const [certPath, keyPath, bothPath] = [".pem", ".key", ".both.pem"].map((ending) => join(folder, `${name}${ending}`)) as [
    string,
    string,
    string,
  ];
  const of = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", ...of, "-keyout", keyPath, "-out", certPath],
    { stdio: "pipe" },
  );
  const [cert, key] = [readFileSync(certPath, "utf8"), readFileSync(keyPath, "utf8")];
  writeFileSync(bothPath, cert + key);
  return { cert, key, certPath, bothPath };
};
