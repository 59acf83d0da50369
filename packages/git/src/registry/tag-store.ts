import { failure, success, type Result } from "@muster/core";
import { checkRef, git, gitText, type Repository } from "../git.js";
import { readIdentity } from "../identity.js";
import { updateRefs } from "../objects.js";
import { checkRemote, fetchRefs, pushRefs } from "../remote.js";
import { readTags, type GtoTag } from "./read-tags.js";

export interface NewTag {
  readonly tag: string;
  readonly commit: string;
  readonly message: string;
  /** In seconds since 1970. */
  readonly time: number;
}

/** GTO's tags of a repository; with a remote, of the remote. */
export interface TagStore {
  /** Oldest first. */
  read(): Promise<Result<readonly GtoTag[]>>;
  /** Writes annotated tags, all or none. `conflict`: somebody else was first. */
  write(tags: readonly NewTag[]): Promise<Result<null>>;
}

export const tagStore = (repository: Repository, remote: string | undefined): TagStore =>
  remote === undefined ? localTags(repository) : remoteTags(repository, remote);

const own = "refs/tags/";

const localTags = (repository: Repository): TagStore => ({
  read: () => readTags(repository, own),
  write: async (tags) => {
    const made = await makeTags(repository, tags);
    return made.ok
      ? updateRefs(
          repository,
          made.value.map(({ tag, oid }) => ({ ref: own + tag, oid, expected: null })),
        )
      : made;
  },
});

/**
 * The remote's tags are mirrored below a prefix of ours, so that a tag which is only here counts for nobody.
 * The remote decides on a write: only what it took is kept here, so a push that fails leaves nothing behind.
 */
const remoteTags = (repository: Repository, remote: string): TagStore => {
  const mirror = `refs/muster/tags/${encodeURIComponent(remote)}/`;
  return {
    read: async () => {
      const known = await checkRemote(repository, remote);
      if (!known.ok) return known;
      const fetched = await fetchRefs(repository, remote, `+${own}*:${mirror}*`, ["--prune"]);
      return fetched.ok ? readTags(repository, mirror) : fetched;
    },
    write: async (tags) => {
      for (const { tag } of tags) {
        const here = await git(repository, ["show-ref", "--verify", "--quiet", own + tag], { answers: [1] });
        if (!here.ok) return here;
        if (here.value.exitCode === 0) return onlyHere(tag, remote);
      }
      const made = await makeTags(repository, tags);
      if (!made.ok) return made;
      const created = made.value.map(({ tag, oid }) => ({ ref: own + tag, oid, expected: null }));
      const pushed = await pushRefs(repository, remote, created);
      if (!pushed.ok) return pushed;
      return updateRefs(repository, [...created, ...made.value.map(({ tag, oid }) => ({ ref: mirror + tag, oid }))]);
    },
  };
};

const onlyHere = (tag: string, remote: string): Result<never> =>
  failure(
    "refused",
    `tag \`${tag}\` is here, but not on \`${remote}\``,
    `push it (\`git push ${remote} tag '${tag}'\`) or delete it (\`git tag -d '${tag}'\`)`,
  );

/** Tag objects that no ref names yet. */
const makeTags = async (
  repository: Repository,
  tags: readonly NewTag[],
): Promise<Result<readonly { readonly tag: string; readonly oid: string }[]>> => {
  const tagger = await readIdentity(repository);
  if (!tagger.ok) return tagger;
  const who = `${plain(tagger.value.name)} <${plain(tagger.value.email)}>`;
  const made: { tag: string; oid: string }[] = [];
  for (const { tag, commit, message, time } of tags) {
    const named = await checkRef(repository, own + tag);
    if (!named.ok) return named;
    const stdin = `object ${commit}\ntype commit\ntag ${tag}\ntagger ${who} ${time} +0000\n\n${message}\n`;
    const oid = await gitText(repository, ["mktag"], { stdin });
    if (!oid.ok) return oid;
    made.push({ tag, oid: oid.value });
  }
  return success(made);
};

/** As git itself writes a name: without what would end the field. */
const plain = (text: string): string => text.replace(/[<>\n\0]/g, "");
