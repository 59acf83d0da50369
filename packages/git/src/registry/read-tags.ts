import { failure, success, type Failure, type Result } from "@muster/core";
import { git, type Repository } from "../git.js";
import { parseTagName, type GtoName } from "./gto-names.js";

export interface GtoTag extends GtoName {
  readonly tag: string;
  /** The commit that it stands on. */
  readonly commit: string;
  /** When the tagger says that it was made, in seconds since 1970. */
  readonly time: number;
  /** Why nothing can be built on it, nor on its model. */
  readonly fault?: Failure;
}

const fields = ["refname", "objecttype", "type", "object", "tag", "taggerdate:unix"];

/** GTO's tags below `prefix` (`refs/tags/`), oldest first: annotated and on a commit. Others are passed over. */
export const readTags = async (repository: Repository, prefix: string): Promise<Result<readonly GtoTag[]>> => {
  const format = fields.map((field) => `%(${field})`).join("%00");
  const listed = await git(repository, ["for-each-ref", `--format=${format}`, prefix]);
  if (!listed.ok) return listed;
  const tags: GtoTag[] = [];
  for (const line of listed.value.stdout.toString("utf8").split("\n")) {
    const [ref = "", objectType, type, commit = "", carried = "", seconds = ""] = line.split("\0");
    const tag = ref.slice(prefix.length);
    const name = parseTagName(tag);
    if (name === undefined || objectType !== "tag" || type !== "commit") continue;
    const fault = faultOf(tag, carried, seconds, name.counter);
    tags.push({ ...name, tag, commit, time: Number(seconds), ...(fault && { fault }) });
  }
  return success(tags.sort(byTime));
};

export const faultIn = (tags: readonly GtoTag[]): Failure | undefined => tags.find(({ fault }) => fault !== undefined)?.fault;

const yearTenThousand = 253_402_300_800;

const faultOf = (tag: string, carried: string, seconds: string, counter = 0): Failure | undefined => {
  const help = `delete it, and tag anew: \`git tag -d '${tag}'\``;
  if (carried !== tag) return failure("malformed", `tag \`${tag}\` carries the name \`${carried}\`: it was renamed`, help);
  if (!/^\d+$/.test(seconds) || Number(seconds) >= yearTenThousand)
    return failure("malformed", `tag \`${tag}\` does not say when it was made`, help);
  return Number.isSafeInteger(counter) ? undefined : failure("malformed", `tag \`${tag}\` has a counter that is too large`, help);
};

const isCancel = ({ action }: GtoTag): number => Number(action === "deregister" || action === "unassign" || action === "deprecate");

/** Tags of one second follow their counter; one without a counter comes first, and one that takes back comes after what it takes back. */
const byTime = (a: GtoTag, b: GtoTag): number => a.time - b.time || (a.counter ?? 0) - (b.counter ?? 0) || isCancel(a) - isCancel(b);
