/** The commit that a module is to be taken from, and the folder in whose repository that is. */
export interface Committed {
  readonly root: string;
  readonly commit: string;
}

/** The address of a module as a commit has it. A process that loads it from two commits, or from the working tree too, has two modules. */
export const atCommit = (address: string, { root, commit }: Committed): string => {
  const url = new URL(address);
  url.search = new URLSearchParams({ "muster-commit": commit, "muster-root": root }).toString();
  return url.href;
};

/** Undefined where the module is taken as it lies on disk. */
export const committedIn = (address: string): Committed | undefined => {
  if (!address.startsWith("file:")) return undefined;
  const { searchParams } = new URL(address);
  const commit = searchParams.get("muster-commit");
  const root = searchParams.get("muster-root");
  return commit === null || root === null ? undefined : { root, commit };
};
