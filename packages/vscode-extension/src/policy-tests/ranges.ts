import { Location, Range, Uri } from "vscode";
import type { SourceRange } from "@muster/core";

export const rangeOf = ({ start, end }: SourceRange): Range => new Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);

export const locationOf = (range: SourceRange): Location => new Location(Uri.parse(range.file), rangeOf(range));
