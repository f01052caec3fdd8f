import { frameTexts } from "../../../locales/console/frame.ts";
import { timeTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { countCity } from "../../live/counts.ts";
import { catalogue, hubNow } from "../../live/live.ts";
import { lookAt, past, useShownColumns } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { Mark } from "../../parts/mark.tsx";
import { AreaName } from "../../parts/names.tsx";
import { shortTime } from "../../parts/times.tsx";
import { type PlaceSeen, placesInAlarm, seePlace } from "./station-gauges.ts";

/** Says over the map that it is the past, and of what time. */
export function PastNote() {
  const say = useSay();
  const now = useStore(past, (each) => each);
  if (now === null) return null;
  const asked = { time: shortTime(now.at, hubNow()) };
  const reading = fill(timeTexts[now.isMissing ? "past-missing" : "past-loading"], asked);
  const title =
    now.shownAt === null ? reading : fill(timeTexts["past-title"], { time: shortTime(now.shownAt, hubNow()) });
  const isBehind = now.shownAt !== null && now.shownAt !== now.at;
  const live = { id: "note-live", key: "l", title: timeTexts.live, run: () => void lookAt(null) };
  return (
    <div class="past-note" role="status">
      <strong>{say(title)}</strong>
      <span>
        {say(isBehind ? reading : timeTexts["past-more"])}
        {!now.levelsWhole && ` (${say(timeTexts["levels-partial"])})`}
      </span>
      <CommandButton command={live} />
    </div>
  );
}

/** What was up then, in place of what is to do: nothing here can be acted on. */
export function PastList({
  chosen,
  onChoose,
}: {
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useShownColumns();
  const shownAt = useStore(past, (each) => each?.shownAt ?? null);
  const missing = useStore(past, (each) => (each?.isMissing === true ? each.at : null));
  if (known === null || now === null || shownAt === null)
    return (
      <section class="queue is-past">
        <p class="notice" role="status">
          {say(
            missing === null
              ? frameTexts.loading
              : fill(timeTexts["past-missing"], { time: shortTime(missing, hubNow()) }),
          )}
        </p>
      </section>
    );
  const rows = placesInAlarm(now, known).flatMap((place) => seePlace(place, now, known) ?? []);
  const { believed, gauges } = countCity(now, known);
  const noneThen = timeTexts[believed === 0 ? "nobody-knew-then" : "no-alarms-then"];
  return (
    <section class="queue is-past">
      <header>
        <h2>{say(fill(timeTexts["alarms-then"], { time: shortTime(shownAt, hubNow()) }))}</h2>
        <span class="muted">{rows.length}</span>
      </header>
      {rows.length === 0 && <p class="notice">{say(fill(noneThen, { believed, all: gauges }))}</p>}
      <ol>
        {rows.map((seen) => (
          <PastRow key={seen.place} seen={seen} isChosen={seen.place === chosen} onChoose={onChoose} />
        ))}
      </ol>
    </section>
  );
}

function PastRow({
  seen: { place, station, look },
  isChosen,
  onChoose,
}: {
  readonly seen: PlaceSeen;
  readonly isChosen: boolean;
  readonly onChoose: (place: number) => void;
}) {
  const say = useSay();
  return (
    <li class={isChosen ? "chosen" : ""}>
      <button type="button" aria-pressed={isChosen} onClick={() => onChoose(place)}>
        <Mark look={look} size={30} />
        <span class="what">
          <strong>{say(station.name)}</strong>
          <span class="small muted">
            <AreaName code={station.areaCode} /> · {say(look.name)}
          </span>
        </span>
      </button>
    </li>
  );
}
