import { pondingTexts } from "../../../locales/console/ponding.ts";
import { fill } from "../../../locales/fill.ts";
import type { PondingPlaces, PondingRow } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { daysBetween } from "../../parts/city-time.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { AreaName } from "../../parts/names.tsx";
import { wholeNumber } from "../../parts/numbers.ts";

export function PondingList({
  places,
  chosen,
  choose,
}: {
  readonly places: PondingPlaces;
  readonly chosen: string;
  readonly choose: (stationId: string) => void;
}) {
  return (
    <ol>
      {places.rows.map((row) => (
        <li key={row.stationId} class={row.stationId === chosen ? "chosen" : ""}>
          <button type="button" aria-pressed={row.stationId === chosen} onClick={() => choose(row.stationId)}>
            <Row row={row} today={places.today} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Row({
  row: { name, areaCode, ponding, isReviewOverdue },
  today,
}: {
  readonly row: PondingRow;
  readonly today: string;
}) {
  const say = useSay();
  const deepest = ponding?.deepestM ?? null;
  return (
    <>
      <span>
        <strong>{say(name)}</strong>
        <span class="small muted">
          <AreaName code={areaCode} />
          {deepest !== null && ` · ${say(pondingTexts.deepest)} ${say(valueText(deepest, "depth"))}`}
        </span>
      </span>
      {ponding !== null && <Due day={ponding.reviewDueOn} today={today} isOverdue={isReviewOverdue} />}
    </>
  );
}

/** Day by which a place is to be reviewed, and how far that is: overdue by a word and a mark, not by colour alone. */
function Due({ day, today, isOverdue }: { readonly day: string; readonly today: string; readonly isOverdue: boolean }) {
  const say = useSay();
  const days = daysBetween(today, day);
  return (
    <span class={isOverdue ? "due tone-red" : "due muted"}>
      <strong>
        {isOverdue ? "▲ " : ""}
        {say(fill(pondingTexts[isOverdue ? "days-over" : "days-left"], { days: wholeNumber(Math.abs(days)) }))}
      </strong>
      <span class="small">{day}</span>
    </span>
  );
}
