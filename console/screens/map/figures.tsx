import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import type { CasePage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type CityCounts, countCity } from "../../live/counts.ts";
import { catalogue, liveness } from "../../live/live.ts";
import { usePast, useShownColumns } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import { noAlarmWords } from "./no-alarms.ts";

/** Figures of the same moment as the map and the queue; `?` where the picture is old. Of the past what was due is not told. */
export function Figures({ page }: { readonly page: CasePage | null }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useShownColumns();
  const isPast = usePast();
  const isLive = useStore(liveness, (each) => each.isLive);
  if (known === null || now === null) return null;
  const city = countCity(now, known);
  const figure = (count: number | undefined): string => (isLive || isPast ? String(count ?? 0) : "?");
  const [, blue = 0, yellow = 0, orange = 0, red = 0] = city.stationsByLevel;
  const share = `${((100 * city.believed) / Math.max(1, city.gauges)).toFixed(1)}%`;
  return (
    <div class="figures">
      <dl>
        <Figure name={say(mapTexts["red-alarms"])} figure={figure(red)} isGrave={red > 0} />
        {!isPast && <DueFigures page={page} figure={figure} />}
        <Figure name={say(mapTexts.lesser)} figure={`${figure(orange)} / ${figure(yellow)} / ${figure(blue)}`} />
        <Figure name={say(mapTexts.unknown)} figure={figure(city.unknown)} tone="tone-unknown" />
        <Figure name={say(fill(mapTexts.heard, { count: city.gauges }))} figure={isLive || isPast ? share : "?"} />
      </dl>
      {isLive && !isPast && <NoAlarms city={city} />}
    </div>
  );
}

function DueFigures({
  page,
  figure,
}: {
  readonly page: CasePage | null;
  readonly figure: (count: number | undefined) => string;
}) {
  const say = useSay();
  const { unacknowledged = 0, overdue = 0 } = page?.counts ?? {};
  return (
    <>
      <Figure name={say(mapTexts.unacknowledged)} figure={figure(unacknowledged)} isGrave={unacknowledged > 0} />
      <Figure name={say(mapTexts.overdue)} figure={figure(overdue)} isGrave={overdue > 0} />
    </>
  );
}

/** That nothing is up is said with how many can tell. */
function NoAlarms({ city }: { readonly city: CityCounts }) {
  const say = useSay();
  if (city.stationsByLevel.slice(1).some((count) => count > 0)) return null;
  return <p class="no-alarms">{say(noAlarmWords(city))}</p>;
}

function Figure({
  name,
  figure,
  isGrave = false,
  tone = "",
}: {
  readonly name: string;
  readonly figure: string;
  readonly isGrave?: boolean;
  readonly tone?: string;
}) {
  return (
    <div class={isGrave ? "figure grave" : "figure"}>
      <dt>{name}</dt>
      <dd class={tone}>{figure}</dd>
    </div>
  );
}
