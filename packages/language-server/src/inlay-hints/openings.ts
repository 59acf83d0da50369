import type { InlayHint } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { PolicyDocument } from "../documents/document.js";
import { spanOf } from "../documents/ranges.js";
import { writtenWindows } from "../windows/written-windows.js";
import { instantIn } from "../words/instant.js";

/** Beside each schedule the next time that it covers. */
export const openingHints = (document: PolicyDocument, { now }: Context): readonly InlayHint[] =>
  now === undefined
    ? []
    : writtenWindows(document).flatMap(({ schedule, isDeny, timeZone, next }): readonly InlayHint[] => {
        const [covered] = schedule === undefined ? [] : next(now(), 1);
        if (!schedule?.value || covered === undefined) return [];
        const [start, end] = [instantIn(covered.start, timeZone), instantIn(covered.end, timeZone)];
        return [
          {
            position: document.text.positionAt(spanOf(schedule.value, document).end),
            label: `next ${start}`,
            paddingLeft: true,
            tooltip: `${isDeny ? "closed" : "open"} from ${start} to ${end}, ${timeZone}`,
          },
        ];
      });
