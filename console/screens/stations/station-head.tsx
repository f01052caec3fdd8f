import type { PondingListing } from "../../../domain/city/ponding-listing.ts";
import { sameInBoth } from "../../../domain/text.ts";
import { stationTexts } from "../../../locales/console/stations.ts";
import { stationKindNames } from "../../../locales/dashboards/values.ts";
import { fill } from "../../../locales/fill.ts";
import { propertyNames } from "../../../locales/names.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { GaugeValue } from "../../parts/gauges/gauge-value.tsx";
import { valueText } from "../../parts/gauges/plot-units.ts";
import type { StationNow } from "../../parts/gauges/station-now.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName, UnitName } from "../../parts/names.tsx";
import { Age } from "../../parts/times.tsx";

/** What a station is, whose it is, what it protects, and what it says now. */
export function StationHead({ of, phone }: { readonly of: StationNow; readonly phone: string | undefined }) {
  const say = useSay();
  const { station, look, main } = of;
  const unit = useStore(catalogue, (each) => each?.units.find(({ id }) => id === station.unitId));
  const telephone = phone ?? unit?.phone;
  const observedAt = main?.now.observedAt ?? null;
  return (
    <header class="work-head">
      <a class="back no-print" href={pathOf("stations")}>
        {say(stationTexts.back)}
      </a>
      <Mark look={look} size={54} />
      <div class="what">
        <h1>{say(station.name)}</h1>
        <p class="muted">
          {say(stationKindNames[station.kind])} · <AreaName code={station.areaCode} /> ·{" "}
          <UnitName id={station.unitId} />
          {telephone !== undefined && <> · {say(fill(stationTexts.phone, { phone: telephone }))}</>}
          <span class="small"> · {station.stationId}</span>
        </p>
        <p class="marks">
          <span class={station.importance === 3 ? "chip tone-red" : "chip"}>
            {say(stationTexts.protects)}: {say(stationTexts[importanceText(station.importance)])}
          </span>
          {station.tags.map((tag) => (
            <span key={tag} class="chip">
              {tag}
            </span>
          ))}
          {station.isExercise === true && <span class="chip">{say(stationTexts.exercise)}</span>}
          {station.isDemonstration === true && <span class="chip">{say(stationTexts.demonstration)}</span>}
        </p>
        {station.ponding !== undefined && <Ponding of={station.ponding} />}
      </div>
      {main !== null && (
        <div class="value-now">
          <span class="small muted">{say(propertyNames[main.gauge.property])}</span>
          <strong>
            <GaugeValue shown={main} />
          </strong>
          <span class="small muted">{observedAt !== null && <Age at={observedAt} />}</span>
        </div>
      )}
    </header>
  );
}

function importanceText(importance: number): "importance-1" | "importance-2" | "importance-3" {
  return importance >= 3 ? "importance-3" : importance === 2 ? "importance-2" : "importance-1";
}

/** Its line in the city's list of ponding places. */
function Ponding({ of }: { readonly of: PondingListing }) {
  const say = useSay();
  const parts = [
    fill(stationTexts["ponding-listed"], { day: of.listedOn }),
    ...(of.deepestM === null
      ? []
      : [fill(stationTexts["ponding-deepest"], { depth: valueText(of.deepestM, "depth") })]),
    ...(of.cause === null ? [] : [fill(stationTexts["ponding-cause"], { cause: of.cause })]),
    ...(of.measures === null ? [] : [fill(stationTexts["ponding-measures"], { measures: of.measures })]),
    fill(stationTexts["ponding-review"], { day: of.reviewDueOn }),
    fill(stationTexts["ponding-source"], { source: sameInBoth(of.source) }),
  ];
  return (
    <p class="small ponding-line">
      <strong>{say(stationTexts.ponding)}</strong> {parts.map(say).join(" · ")}
    </p>
  );
}
