import { failure, success, type Result } from "@muster/core";
import type { Repository } from "../git.js";
import { readFiles } from "../objects.js";
import { decodeText } from "../text.js";
import { isMapping, parseYaml } from "./data-files.js";

/** What `artifacts.yaml` says of a model. */
export interface Annotation {
  /** The artifact's path, relative to the root. */
  readonly path: string | undefined;
  readonly tags: Readonly<Record<string, string | number | boolean>>;
}

/** A model's entry in `artifacts.yaml` at a commit; for `dir:name` the entry `name` in `dir/artifacts.yaml`. */
export const readAnnotation = async (repository: Repository, model: string, commit: string): Promise<Result<Annotation>> => {
  const [directory, name] = model.includes(":") ? model.split(":", 2) : ["", model];
  const prefix = directory === "" || directory === undefined ? "" : `${directory}/`;
  const file = `${prefix}artifacts.yaml`;
  const files = await readFiles(repository, commit, [file]);
  if (!files.ok) return files;
  const [bytes = null] = files.value;
  if (bytes === null) return success({ path: undefined, tags: {} });
  const text = decodeText(bytes, file);
  const where = `\`${file}\` at commit ${commit.slice(0, 7)}`;
  const index = text.ok ? parseYaml(text.value, where) : text;
  if (!index.ok) return index;
  if (!isMapping(index.value ?? {})) return failure("malformed", `${where} cannot be read: not a mapping of artifacts`);
  const entry = isMapping(index.value) && name !== undefined && Object.hasOwn(index.value, name) ? (index.value[name] ?? {}) : {};
  if (!isMapping(entry)) return failure("malformed", `${where} cannot be read: \`${name ?? ""}\` is no mapping`);
  return success(annotationOf(entry, prefix));
};

const annotationOf = (entry: Readonly<Record<string, unknown>>, prefix: string): Annotation => {
  const { path, labels, custom } = entry;
  const scalars = (source: unknown, keys?: readonly string[]) =>
    isMapping(source)
      ? Object.entries(source).flatMap(([key, value]) => (isText(value) && (keys?.includes(key) ?? true) ? [[key, value] as const] : []))
      : [];
  const labelled = Array.isArray(labels)
    ? labels.flatMap((label) => (typeof label === "string" ? [[`label.${label}`, "true"] as const] : []))
    : [];
  return {
    path: typeof path === "string" && path !== "" ? `${prefix}${path.replace(/^\.\//, "").replace(/\/$/, "")}` : undefined,
    tags: Object.fromEntries([...scalars(custom), ...labelled, ...scalars(entry, ["type", "path", "description"])]),
  };
};

const isText = (value: unknown): value is string | number | boolean =>
  (typeof value === "string" && value !== "") || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
