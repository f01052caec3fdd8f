import { caseTexts } from "../../../locales/console/case.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { shortTime, timeOfDay, useHubClock } from "../../parts/times.tsx";

/** Everything that happened to a case, newest first. */
export function CaseTimeline({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(60_000);
  return (
    <section class="panel timeline">
      <h3>{say(caseTexts.timeline)}</h3>
      <ol>
        {of.timeline.toReversed().map((entry, place) => {
          const at = Date.parse(entry.at);
          return (
            // A timeline only grows at its end: places from there name lines for good.
            <li key={of.timeline.length - place}>
              <time dateTime={entry.at} title={shortTime(at, now)}>
                {timeOfDay(at)}
              </time>
              <span class="entry-mark">
                {"level" in entry && entry.level !== null && <Mark look={lookOfLevel(entry.level)} size={18} />}
              </span>
              <span>{say(entry.words)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
