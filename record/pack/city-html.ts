import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { BilingualText } from "../../domain/text.ts";
import { columnTexts, packTexts } from "../../locales/record/pack.ts";
import { tableHtml } from "../html/page.ts";
import type { PackContents } from "./pack-contents.ts";
import type { PackTimes } from "./pack-times.ts";

interface CityLine {
  readonly at: number;
  readonly type: string;
  readonly words: BilingualText;
}

/** How the city was run meanwhile: what is of no one case or warning, and people answer for all the same. */
export function cityTable({
  contents,
  times,
}: {
  readonly contents: Pick<PackContents, "events">;
  readonly times: PackTimes;
}): string {
  return tableHtml<CityLine>(
    contents.events.flatMap(lineOf),
    [
      { name: columnTexts.at, cell: ({ at }) => times.shown(at), isTight: true },
      { name: columnTexts.what, cell: ({ type }) => `<code>${escaped(type)}</code>`, isTight: true },
      { name: columnTexts.words, cell: ({ words }) => bilingualMarkup(words) },
    ],
    packTexts.none,
  );
}

function lineOf({ at, type, data }: StoredEvent): readonly CityLine[] {
  switch (type) {
    case "mode.changed":
    case "response.changed":
    case "shift.handed-over":
    case "delivery.overdue":
    case "delivery.resumed":
    case "call.unanswered":
    case "alarm.hidden":
    case "silence.ending":
      return [{ at, type, words: data.message ?? data.title }];
    // These stand with their cases and warnings, and anchors prove nothing to a reader.
    case "case.opened":
    case "case.updated":
    case "case.closed":
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
    case "call.requested":
    case "audit.anchored":
      return [];
  }
}
