import { useEffect, useRef } from "preact/hooks";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { blindSpotTexts } from "../../../locales/console/operations/blind-spots.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import { gaugeStateNames, propertyNames } from "../../../locales/names.ts";
import type { BlindSpot, CaseSummary } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName, StationName } from "../../parts/names.tsx";
import { distance, plainNumber } from "../../parts/numbers.ts";
import { Age } from "../../parts/times.tsx";
import { farAfterM } from "./blind-groups.ts";

export function BlindRow({
  spot,
  itsCase,
  isChosen,
  choose,
}: {
  readonly spot: BlindSpot;
  readonly itsCase: CaseSummary | null;
  readonly isChosen: boolean;
  readonly choose: (gaugeId: string) => void;
}) {
  const say = useSay();
  const shown = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) shown.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const { alarmLevel, state, unusable } = spot;
  return (
    <li ref={shown} class={isChosen ? "blind-row chosen" : "blind-row"}>
      <button type="button" aria-pressed={isChosen} onClick={() => choose(spot.gaugeId)}>
        <Mark look={lookOfGauge(state)} size={28} />
        <span class="what">
          <strong>
            <StationName id={spot.stationId} /> · {say(propertyNames[spot.property])}
          </strong>
          <span class="small muted">
            <AreaName code={spot.areaCode} /> · {say(fill(blindSpotTexts.importance, { of: spot.importance }))}
          </span>
          <span class="cause">
            {alarmLevel !== null && <Mark look={lookOfLevel(alarmLevel)} size={18} />} {say(gaugeStateNames[state])}
            {unusable !== null && <span class="muted"> · {say(unusable.words)}</span>}
          </span>
        </span>
        <span class="cell">
          <Rain spot={spot} />
          <span class="small muted">
            {say(blindSpotTexts.since)} {spot.heardAt === null ? say(blindSpotTexts.never) : <Age at={spot.heardAt} />}
          </span>
        </span>
        <span class="cell">
          <span class="small muted">{say(blindSpotTexts.proxy)}</span>
          <StandIn spot={spot} />
        </span>
        <span class="cell">
          <span class="small muted">{say(blindSpotTexts.asked)}</span>
          {itsCase === null ? (
            <span>{say(blindSpotTexts["not-asked"])}</span>
          ) : (
            <span>
              {say(caseStateNames[itsCase.state])} <span class="muted">{itsCase.acknowledged?.by}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function Rain({ spot: { rainMm, rainDistanceM } }: { readonly spot: BlindSpot }) {
  const say = useSay();
  if (rainMm === 0) return <span>{say(blindSpotTexts["no-rain"])}</span>;
  const mm = plainNumber(rainMm, 1);
  const words =
    rainDistanceM === null
      ? fill(blindSpotTexts.rain, { mm })
      : fill(blindSpotTexts["rain-at"], { mm, distance: distance(rainDistanceM) });
  return <span class="wet">{say(words)}</span>;
}

/** What a gauge nearby reads in its stead: how far that is decides what it is worth. */
export function StandIn({ spot: { proxy } }: { readonly spot: BlindSpot }) {
  const say = useSay();
  if (proxy === null) return <span class="tone-orange">{say(blindSpotTexts["no-proxy"])}</span>;
  const { value, property, distanceM, observedAt } = proxy;
  return (
    <>
      <span class="of-now">
        <strong>{say(valueText(value, property))}</strong>{" "}
        <span class="small muted">
          <Age at={observedAt} />
        </span>
      </span>
      <span class="small">
        <StationName id={proxy.stationId} />
        {distanceM !== null && distanceM > 0 && ` · ${distance(distanceM)}`}
        {distanceM !== null && distanceM > farAfterM && (
          <span class="tone-unknown"> {say(blindSpotTexts["far-away"])}</span>
        )}
      </span>
    </>
  );
}
