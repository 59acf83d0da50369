import { Uri, workspace } from "vscode";
import { success, type Result } from "@muster/core";
import { readFile } from "../language/read-file.js";

/** The text of a file by its address: as it is stored, else as an editor shows it that was not saved. */
export const textOf = async (file: string): Promise<Result<string>> => {
  const uri = Uri.parse(file);
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  return open?.isDirty === true || open?.isUntitled === true ? success(open.getText()) : readFile(file);
};
