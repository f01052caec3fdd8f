import { useState } from "preact/hooks";
import type { Property } from "../../../domain/city/property.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import { stationTexts } from "../../../locales/console/stations.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { LimitsAnswer, StationWithGauges } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { GaugePlot } from "../../parts/gauges/gauge-plot.tsx";
import { LimitsTable } from "../../parts/gauges/limits-table.tsx";
import { NearPlaces } from "../../parts/gauges/near-places.tsx";
import { type GaugeShown, gaugesAt, stationNow, stationsNear } from "../../parts/gauges/station-now.ts";
import { Loaded } from "../../parts/states.tsx";
import { StationCases } from "./station-cases.tsx";
import { StationDevices } from "./station-devices.tsx";
import { StationGauges } from "./station-gauges.tsx";
import { StationHead } from "./station-head.tsx";
import { WaterWays } from "./water-ways.tsx";

/** One station: what it protects, what it measures over time, at which limits what is to be done, and what is around it. */
export function StationPage({ stationId, place }: { readonly stationId: string; readonly place: number }) {
  const path = encodeURIComponent(stationId);
  const detail = useResource<StationWithGauges>(`/stations/${path}`, ["alarms", "rules"]);
  const limits = useResource<LimitsAnswer>(`/limits?stationId=${path}`, ["mode", "rules"]);
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return null;
  const shown = stationNow(known, now, place);
  if (shown === null) return null;
  return (
    <>
      <article class="work-main">
        <StationHead of={shown} phone={detail.body?.phone} />
        <StationPlot place={place} main={shown.main} limits={limits.body?.rows ?? []} />
        <Loaded resource={detail}>
          {(body) => <StationGauges gauges={gaugesAt(known, now, place)} detail={body} />}
        </Loaded>
      </article>
      <aside class="work-side">
        <StationCases stationId={stationId} />
        <Loaded resource={detail}>{(body) => <WaterWays of={body} />}</Loaded>
        <StationDevices stationId={stationId} areaCode={shown.station.areaCode} />
        <NearPlaces stationId={stationId} />
      </aside>
    </>
  );
}

/** Over time what is measured of one property, with its limits; a station with several has a choice. */
function StationPlot({
  place,
  main,
  limits,
}: {
  readonly place: number;
  readonly main: GaugeShown | null;
  readonly limits: LimitsAnswer["rows"];
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  const [chosen, setChosen] = useState<Property | null>(null);
  const [isOverlaid, setOverlaid] = useState(false);
  const [first] = useState(main?.gauge.property ?? null);
  const property = chosen ?? first;
  if (known === null || now === null || property === null) return null;
  const gauges = gaugesAt(known, now, place);
  const properties = [...new Set(gauges.map(({ gauge }) => gauge.property))];
  const own = gauges.filter(({ gauge }) => gauge.property === property);
  const neighbour = stationsNear(known, place, { withinM: 5_000, most: 500 })
    .flatMap((near) => gaugesAt(known, now, near.place))
    .find(({ gauge }) => gauge.property === property);
  const overlay: Command = {
    id: "overlay",
    key: "o",
    title: stationTexts[isOverlaid ? "overlay-off" : "overlay"],
    ...(neighbour === undefined ? { disabledBecause: stationTexts["no-overlay"] } : {}),
    run: () => setOverlaid(!isOverlaid),
  };
  const drawn = [...own, ...(isOverlaid && neighbour !== undefined ? [neighbour] : [])].slice(0, 4);
  const [shown] = own;
  return (
    <>
      {properties.length > 1 && <PropertyTabs {...{ properties, property }} onChoose={setChosen} />}
      <GaugePlot gaugeIds={drawn.map(({ gauge }) => gauge.gaugeId)} limits={limits} commands={[overlay]} />
      {shown !== undefined && (
        <section class="panel">
          <h3>{say(plotTexts.limits)}</h3>
          <LimitsTable
            rows={limits.filter(({ gaugeId }) => gaugeId === shown.gauge.gaugeId)}
            property={property}
            value={shown.now.state === "live" ? shown.now.value : null}
          />
        </section>
      )}
    </>
  );
}

function PropertyTabs({
  properties,
  property,
  onChoose,
}: {
  readonly properties: readonly Property[];
  readonly property: Property;
  readonly onChoose: (property: Property) => void;
}) {
  const say = useSay();
  return (
    <fieldset class="plot-choices" aria-label={say(stationTexts.property)}>
      {properties.map((each) => (
        <button key={each} type="button" class="chip" aria-pressed={each === property} onClick={() => onChoose(each)}>
          {say(propertyNames[each])}
        </button>
      ))}
    </fieldset>
  );
}
