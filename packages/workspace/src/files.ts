import type { Result } from "@muster/core";

/** The files of a workspace, in the working tree or at a commit. Names are relative to its root, with slashes. */
export interface Files {
  /** The commit that they are read from; absent for the working tree. */
  readonly commit?: string;
  list(): Promise<Result<readonly string[]>>;
  /** `absent`: there is no such file. */
  read(file: string): Promise<Result<string>>;
}
