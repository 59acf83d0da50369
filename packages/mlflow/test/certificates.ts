import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, scripts } from "@muster/mlflow-server";

const script = join(scripts, "certificate.py");
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
  execFileSync(program("python"), [script, folder, name], { stdio: "pipe" });
  const path = (ending: string) => join(folder, `${name}.${ending}`);
  const [cert, key] = [readFileSync(path("pem"), "utf8"), readFileSync(path("key"), "utf8")];
  return { cert, key, certPath: path("pem"), bothPath: path("both.pem") };
};
