import { caseTexts } from "../../../locales/console/case.ts";
import { caseEntryNames } from "../../../locales/dashboards/values.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { shortTime, timeOfDay, useHubClock } from "../../parts/times.tsx";

type Entry = CaseWithTimeline["timeline"][number];

/** Everything that happened to a case, newest first. */
export function CaseTimeline({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  return (
    <section class="panel timeline">
      <h3>{say(caseTexts.timeline)}</h3>
      <ol>
        {of.timeline.toReversed().map((entry, place) => (
          // A timeline only grows at its end: places from there name lines for good.
          <TimelineLine key={of.timeline.length - place} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function TimelineLine({ entry }: { readonly entry: Entry }) {
  const say = useSay();
  const now = useHubClock(60_000);
  const at = Date.parse(entry.at);
  const isToday = shortTime(at, now).length <= "00:00".length;
  return (
    <li>
      <time dateTime={entry.at}>{isToday ? timeOfDay(at) : shortTime(at, now)}</time>
      <span>
        <span class="chip">{say(caseEntryNames[entry.kind])}</span>
      </span>
      <span class="entry-mark">
        {"level" in entry && entry.level !== null && <Mark look={lookOfLevel(entry.level)} size={18} />}
      </span>
      <span>
        {say(entry.words)}
        {"doubt" in entry && entry.doubt !== undefined && (
          <span class="note tone-unknown small">{say(entry.doubt.words)}</span>
        )}
        {"noise" in entry && entry.noise !== undefined && (
          <span class="note muted small">{say(entry.noise.hold.words)}</span>
        )}
      </span>
    </li>
  );
}
