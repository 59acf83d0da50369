import { URI, Utils } from "vscode-uri";

/** One spelling for each address: editors escape them differently. */
export const normalized = (uri: string): string => URI.parse(uri).toString();

/** The address that a path in a file names; an address stays itself. */
export const addressFrom = (uri: string, path: string): string =>
  /^[a-z][a-z0-9+.-]+:/i.test(path) ? path : Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString();

/** The path of a file as another file beside it would name it; undefined where there is none. */
export const pathFrom = (uri: string, target: string): string | undefined => {
  const [here, there] = [URI.parse(uri), URI.parse(target)];
  if (here.scheme !== there.scheme || here.authority !== there.authority) return undefined;
  const from = here.path.split("/").slice(0, -1);
  const to = there.path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
};

export const fileName = (uri: string): string => Utils.basename(URI.parse(uri));
