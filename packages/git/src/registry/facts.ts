import { failure, success, type Candidate, type Result } from "@muster/core";
import type { Repository } from "../git.js";
import { readFiles, readObjects } from "../objects.js";
import { readAnnotation } from "./annotation.js";
import { artifactDigest } from "./artifact-digest.js";
import { flatten, parseDataFile, type Scalar } from "./data-files.js";

/** Where a version's metrics and params are. `{model}` stands for the model's name, `dir/name` for `dir:name`. */
export interface FactFiles {
  readonly metrics?: readonly string[];
  readonly params?: readonly string[];
}

export type Facts = Omit<Candidate, "version" | "createdAt" | "revision">;

/** What is known of a model at a commit. A file that is not there says nothing; one that cannot be read is `malformed`. */
export const readFacts = async (repository: Repository, model: string, commit: string, files: FactFiles): Promise<Result<Facts>> => {
  const metrics = await readValues(repository, model, commit, files.metrics ?? []);
  if (!metrics.ok) return metrics;
  const params = await readValues(repository, model, commit, files.params ?? []);
  if (!params.ok) return params;
  const annotation = await readAnnotation(repository, model, commit);
  if (!annotation.ok) return annotation;
  const { path, tags } = annotation.value;
  const digest = path === undefined ? success(undefined) : await artifactDigest(repository, commit, path);
  if (!digest.ok) return digest;
  const author = await readAuthor(repository, commit);
  if (!author.ok) return author;
  return success({
    ...(author.value === undefined ? {} : { author: author.value }),
    ...(digest.value === undefined ? {} : { digest: digest.value }),
    tags,
    params: Object.fromEntries(params.value.flatMap(([name, value]) => textOf(name, value))),
    metrics: Object.fromEntries(metrics.value.flatMap(([name, value]) => (isMetric(value) ? [[name, value]] : []))),
  });
};

type Values = readonly (readonly [name: string, value: Scalar])[];

/** All values of the files that are there, nested names joined with `.`. Two values for one name are `malformed`: neither may be picked in silence. */
const readValues = async (repository: Repository, model: string, commit: string, patterns: readonly string[]): Promise<Result<Values>> => {
  const paths = [...new Set(patterns.map((pattern) => pattern.replace(/^\.\//, "").replaceAll("{model}", model.replace(":", "/"))))];
  const files = await readFiles(repository, commit, paths);
  if (!files.ok) return files;
  const origins = new Map<string, string>();
  const values: (readonly [string, Scalar])[] = [];
  for (const [index, path] of paths.entries()) {
    const bytes = files.value[index] ?? null;
    if (bytes === null) continue;
    const where = `\`${path}\` at commit ${commit.slice(0, 7)}`;
    const data = parseDataFile(path, bytes, where);
    const flat = data.ok ? flatten(data.value, where) : data;
    if (!flat.ok) return flat;
    for (const [name, value] of flat.value) {
      const origin = origins.get(name);
      if (origin !== undefined)
        return failure("malformed", `\`${name}\` has two values, in \`${origin}\` and in ${where}`, "keep one of them");
      origins.set(name, path);
      values.push([name, value]);
    }
  }
  return success(values);
};

type MetricScalar = number | string | boolean | null;

/** As DVC does, lists and dates are passed over; a null stays, for it is a value that is missing. */
const isMetric = (value: Scalar): value is MetricScalar => value === null || typeof value !== "object";

const textOf = (name: string, value: Scalar): (readonly [string, string | number | boolean])[] => {
  if (value === null) return [];
  if (value instanceof Date) return [[name, value.toISOString()]];
  return [[name, typeof value === "object" ? JSON.stringify(value) : value]];
};

const readAuthor = async (repository: Repository, commit: string): Promise<Result<string | undefined>> => {
  const objects = await readObjects(repository, [commit]);
  if (!objects.ok) return objects;
  const [object] = objects.value;
  if (object?.type !== "commit")
    return failure("malformed", `commit ${commit.slice(0, 7)} is not in the repository`, "fetch it, or look with `git fsck`");
  const [, email] = /^author [^\n]*<([^\n>]*)> /m.exec(object.bytes.toString("utf8")) ?? [];
  return success(email === "" ? undefined : email);
};
