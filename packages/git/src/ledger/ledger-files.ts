import { canonicalJson, digestOfText, type LedgerEvent } from "@muster/core";

/** Where the event with this number stands in the ledger's tree, a directory for each thousand: every append writes its directory anew. */
export const eventPath = (seq: number): string => {
  const digits = String(seq).padStart(8, "0");
  return `events/${digits.slice(0, -3)}/${digits}.json`;
};

/** The number of the event that stands there; undefined: no event stands there. */
export const eventAt = (path: string): number | undefined => {
  const [, digits] = /^events\/\d{5,}\/(\d{8,})\.json$/.exec(path) ?? [];
  return digits !== undefined && eventPath(Number(digits)) === path ? Number(digits) : undefined;
};

/** Where the attachment with this digest stands, a directory for each of 256 beginnings; undefined: that is no digest. */
export const attachmentPath = (digest: string): string | undefined => {
  const [, beginning, rest] = /^sha256:([0-9a-f]{2})([0-9a-f]{62})$/.exec(digest) ?? [];
  return beginning === undefined || rest === undefined ? undefined : `attachments/${beginning}/${rest}.json`;
};

export const isAttachmentPath = (path: string): boolean => /^attachments\/[0-9a-f]{2}\/[0-9a-f]{62}\.json$/.test(path);

/** An event as its file has it, to be read by people: the keys in canonical order, a line each. */
export const eventText = (event: LedgerEvent): string => `${JSON.stringify(JSON.parse(canonicalJson(event)), null, 2)}\n`;

/** The value of an event's file. Undefined: the file is not written the one way that an event is written. */
export const parseEvent = (text: string): unknown => {
  try {
    const value = JSON.parse(text) as LedgerEvent;
    return eventText(value) === text ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
};

export const isAttachment = (digest: string, text: string): boolean =>
  attachmentPath(digest) !== undefined && digestOfText(text) === digest;
