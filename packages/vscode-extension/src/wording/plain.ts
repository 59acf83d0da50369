import { runsOf } from "@muster/report";

/** A text of ours for a place that renders no Markdown: names stand in it without their backticks. */
export const plain = (message: string): string =>
  runsOf(message)
    .map(({ text }) => text)
    .join("");

/** Lower case, no full stop: as a plain sentence of its own. A name at its beginning stays as it is. */
export const sentence = (text: string): string => {
  const said = plain(text.charAt(0).toUpperCase() + text.slice(1));
  return /[.!?…]$/.test(said) ? said : `${said}.`;
};

/** What is wrong and what to do next, as plain sentences. */
export const sentences = ({ message, help }: { readonly message: string; readonly help?: string | undefined }): string =>
  [message, ...(help === undefined ? [] : [help])].map(sentence).join(" ");

/** What a registry, a ledger or a policy says, as text in Markdown: no link, no image and no markup comes of it. */
export const plainMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|~$&:@/]/g, "\\$&").replaceAll("\n", " ");
