import { blindSpotTexts } from "../../../locales/console/operations/blind-spots.ts";
import { fill } from "../../../locales/fill.ts";
import type { BlindSpot, BlindSpotList, CaseSummary } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { timeOfDay } from "../../parts/times.tsx";
import { blindGroups, caseOf } from "./blind-groups.ts";
import { BlindRow } from "./blind-row.tsx";

function useGaugeCount(): string {
  const known = useStore(catalogue, (each) => each);
  // Those of drills are never blind: nothing is simulated there but in a drill.
  const count = known?.gauges.filter(({ station }) => known.stations[station]?.isExercise !== true).length ?? null;
  return count === null ? "?" : wholeNumber(count);
}

/** How many are blind, of how many, counted from the same answer as the rows. */
export function BlindHead({ list: { rows, total, asOf } }: { readonly list: BlindSpotList }) {
  const say = useSay();
  const gauges = useGaugeCount();
  const { inRain } = blindGroups(rows);
  const maintenance = rows.filter(({ state }) => state === "maintenance").length;
  const summary = fill(blindSpotTexts.summary, { gauges, blind: total, rain: inRain.length, maintenance });
  return (
    <header class="pane-head">
      <h1>{say(blindSpotTexts.title)}</h1>
      <p role="status">
        {say(summary)}{" "}
        <span class="muted">{say(fill(blindSpotTexts["as-of"], { at: timeOfDay(Date.parse(asOf)) }))}</span>
        {total > rows.length && <> {say(fill(blindSpotTexts.more, { shown: rows.length, total }))}</>}
      </p>
    </header>
  );
}

/** Nothing is blind: said of how many. */
export function NoneBlind() {
  const say = useSay();
  const gauges = useGaugeCount();
  return (
    <>
      <h1>{say(blindSpotTexts.title)}</h1>
      <p>{say(fill(blindSpotTexts.none, { gauges }))}</p>
    </>
  );
}

interface ListProps {
  readonly cases: readonly CaseSummary[];
  readonly chosen: string;
  readonly choose: (gaugeId: string) => void;
}

export function BlindList({ list, ...props }: ListProps & { readonly list: BlindSpotList }) {
  const { inRain, others, inMaintenance } = blindGroups(list.rows);
  return (
    <>
      <Group title={blindSpotTexts["in-rain"]} rows={inRain} isGrave {...props} />
      <Group title={blindSpotTexts.others} rows={others} {...props} />
      <Group title={blindSpotTexts["in-maintenance"]} rows={inMaintenance} {...props} />
    </>
  );
}

function Group({
  title,
  rows,
  isGrave = false,
  cases,
  chosen,
  choose,
}: ListProps & {
  readonly title: (typeof blindSpotTexts)[keyof typeof blindSpotTexts];
  readonly rows: readonly BlindSpot[];
  readonly isGrave?: boolean;
}) {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <section class={isGrave ? "blind-group grave" : "blind-group"}>
      <h2>
        {say(title)} <span class="muted">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((spot) => (
          <BlindRow
            key={spot.gaugeId}
            spot={spot}
            itsCase={caseOf(cases, spot.stationId)}
            isChosen={spot.gaugeId === chosen}
            choose={choose}
          />
        ))}
      </ul>
    </section>
  );
}
