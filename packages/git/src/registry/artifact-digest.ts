import { createHash } from "node:crypto";
import { success, type Result } from "@muster/core";
import { streamGit, type Repository } from "../git.js";
import { isPlainPath, listTree, readFiles } from "../objects.js";
import { decodeText } from "../text.js";
import { isMapping, parseYaml } from "./data-files.js";

/**
 * An artifact's digest at a commit: the SHA-256 of its file (of the file that a Git LFS pointer names), the id of its directory,
 * or the MD5 by which DVC keeps it. Undefined: neither git nor DVC has it; a symbolic link is not followed.
 */
export const artifactDigest = async (repository: Repository, commit: string, path: string): Promise<Result<string | undefined>> => {
  if (!isPlainPath(path)) return success(undefined);
  const entries = await listTree(repository, commit, { path });
  if (!entries.ok) return entries;
  const { mode = "", oid = "" } = entries.value[0] ?? {};
  if (mode === "040000") return success(`git-tree:${oid}`);
  return mode.startsWith("100") ? digestOfBlob(repository, oid) : digestByDvc(repository, commit, path);
};

const largestPointer = 1024;
const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid (sha256:[0-9a-f]{64})\n/;

const digestOfBlob = async (repository: Repository, oid: string): Promise<Result<string>> => {
  const hash = createHash("sha256");
  let start = Buffer.alloc(0);
  const read = await streamGit(repository, ["cat-file", "blob", oid], (chunk) => {
    hash.update(chunk);
    if (start.length <= largestPointer) start = Buffer.concat([start, chunk]);
  });
  if (!read.ok) return read;
  const named = start.length <= largestPointer ? pointer.exec(start.toString("utf8"))?.[1] : undefined;
  return success(named ?? `sha256:${hash.digest("hex")}`);
};

/** From `<path>.dvc` beside the artifact, or from the `dvc.lock` of its directory or of one above. */
const digestByDvc = async (repository: Repository, commit: string, path: string): Promise<Result<string | undefined>> => {
  const above = path.split("/").slice(0, -1);
  const directories = [...above.keys()].reverse().map((depth) => `${above.slice(0, depth + 1).join("/")}/`);
  const sources = [
    { file: `${path}.dvc`, name: path.slice(path.lastIndexOf("/") + 1), outs: outsOfPointer },
    ...[...directories, ""].map((directory) => ({ file: `${directory}dvc.lock`, name: path.slice(directory.length), outs: outsOfLock })),
  ];
  const files = await readFiles(
    repository,
    commit,
    sources.map(({ file }) => file),
  );
  if (!files.ok) return files;
  for (const [index, { file, name, outs }] of sources.entries()) {
    const bytes = files.value[index] ?? null;
    if (bytes === null) continue;
    const text = decodeText(bytes, file);
    const data = text.ok ? parseYaml(text.value, `\`${file}\` at commit ${commit.slice(0, 7)}`) : text;
    if (!data.ok) return data;
    const out = outs(data.value).find((each) => each["path"] === name);
    if (typeof out?.["md5"] === "string") return success(`md5:${out["md5"].replace(/\.dir$/, "")}`);
  }
  return success(undefined);
};

type Out = Readonly<Record<string, unknown>>;

const outsOfPointer = (data: unknown): readonly Out[] =>
  isMapping(data) && Array.isArray(data["outs"]) ? data["outs"].filter(isMapping) : [];

const outsOfLock = (data: unknown): readonly Out[] =>
  isMapping(data) && isMapping(data["stages"]) ? Object.values(data["stages"]).flatMap(outsOfPointer) : [];
