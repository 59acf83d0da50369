import { Uri, workspace } from "vscode";
import { failure, success, type Result } from "@muster/core";

/** The text of a file by its address: as an editor shows it, else as it is stored. */
export const textOf = async (file: string): Promise<Result<string>> => {
  const uri = Uri.parse(file);
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open !== undefined) return success(open.getText());
  try {
    return success(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    return failure("absent", `there is no file \`${workspace.asRelativePath(uri)}\``);
  }
};
