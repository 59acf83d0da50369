import { FileSystemError, Uri, workspace } from "vscode";
import { failure, success, type Result } from "@muster/core";

/** The text of a file of the workspace, wherever that lies. As the command line, it takes UTF-8 only: where letters were replaced, another policy would be checked. */
export const readFile = async (uri: string): Promise<Result<string>> => {
  const file = Uri.parse(uri, true);
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(await workspace.fs.readFile(file)));
  } catch (error) {
    const name = workspace.asRelativePath(file);
    if (error instanceof TypeError) return failure("malformed", `\`${name}\` is no UTF-8 text`, "save it as UTF-8");
    const isAbsent = error instanceof FileSystemError && error.code === "FileNotFound";
    return isAbsent
      ? failure("absent", `there is no file \`${name}\``)
      : failure("refused", `\`${name}\` cannot be read: ${String(error)}`);
  }
};
