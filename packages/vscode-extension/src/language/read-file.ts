import { FileSystemError, Uri, workspace } from "vscode";
import { failure, success, type Result } from "@muster/core";

/** The text of a file of the workspace, wherever that lies. */
export const readFile = async (uri: string): Promise<Result<string>> => {
  const file = Uri.parse(uri, true);
  try {
    return success(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch (error) {
    const isAbsent = error instanceof FileSystemError && error.code === "FileNotFound";
    const name = workspace.asRelativePath(file);
    return isAbsent
      ? failure("absent", `there is no file \`${name}\``)
      : failure("refused", `\`${name}\` cannot be read: ${String(error)}`);
  }
};
