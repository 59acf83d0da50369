import { dirname } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";
import { Document, isMap, parseDocument } from "yaml";

/** The configuration's text with this MLflow server as its registry; everything else stays as it was written. Undefined where it is no mapping. */
export const withRegistry = (text: string | undefined, uri: string): string | undefined => {
  const document = text === undefined ? new Document({ version: 1 }) : parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const before: unknown = document.get("registry");
  if (isMap(before) && before.get("type") === "mlflow") before.set("uri", uri);
  else document.set("registry", document.createNode({ type: "mlflow", uri }));
  if (!document.has("ledger")) document.set("ledger", document.createNode({ type: "git" }));
  return document.toString();
};

export const writeText = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};
