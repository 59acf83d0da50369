import type { Result } from "@muster/core";

/** The files of a workspace, in the working tree or at a commit. Names are relative to its root, with slashes. */
export interface Files {
  /** The commit that they are read from; absent for the working tree. */
  readonly commit?: string;
  list(): Promise<Result<readonly string[]>>;
  /** `absent`: there is no such file. `namedIn`: the file that names it, which may not reach out of its repository. */
  read(file: string, namedIn?: string): Promise<Result<string>>;
}
