import type { Connection } from "vscode-languageserver";
import { banner } from "../banner/banner.js";
import type { Unseen } from "../providers/facts.js";
import { bannerNotification } from "./protocol.js";
import type { Session } from "./session.js";

/** Says once that facts cannot be seen, and that they can be again. */
export const announcerOf = (connection: Connection, { context, client, fail }: Session): (() => void) => {
  let said: Unseen | undefined;
  return () => {
    const known = context();
    const found = known.documents.map((document) => banner(document, known)).find((one) => one !== undefined);
    if (found?.unseen === said?.unseen) return;
    said = found;
    if (client().options.banner === true) connection.sendNotification(bannerNotification, { banner: found ?? null }).catch(fail);
    else if (found !== undefined)
      connection.window.showInformationMessage(found.help === undefined ? found.unseen : `${found.unseen}: ${found.help}`);
  };
};
