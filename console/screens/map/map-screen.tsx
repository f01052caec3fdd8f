import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { CasePage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { countCity, lookAtStations } from "../../live/counts.ts";
import { catalogue, columns, liveness } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import type { CityMap } from "../../map/city-map.ts";
import { OpenLayersMap } from "../../map/open-layers-map.ts";
import { Mark } from "../../parts/mark.tsx";
import { Queue } from "../cases/queue.tsx";
import "./map.css";

/** The city at a glance: what is worst on the map, what is due beside it, what is unknown among the figures. */
export function MapScreen(_: ScreenProps) {
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=200", ["cases"]);
  const known = useStore(catalogue, (each) => each);
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = cases.body?.rows ?? [];
  const chosenCase = rows.find(({ id }) => id === chosen) ?? rows[0];
  const place = known?.stations.findIndex(({ stationId }) => stationId === chosenCase?.stationId) ?? -1;
  const pick = (station: number | null) => {
    const stationId = station === null ? null : known?.stations[station]?.stationId;
    const found = rows.find((row) => row.stationId === stationId);
    if (found !== undefined) setChosen(found.id);
  };
  return (
    <div class="map-screen">
      <section class="map-area">
        <MapPicture selected={place < 0 ? null : place} onPick={pick} />
        <Figures page={cases.body} />
        <Legend />
      </section>
      <Queue
        cases={cases}
        chosen={chosenCase?.id ?? null}
        choose={setChosen}
        open={(id) => goTo(pathOf("cases", id))}
      />
    </div>
  );
}

function MapPicture({
  selected,
  onPick,
}: {
  readonly selected: number | null;
  readonly onPick: (place: number | null) => void;
}) {
  const say = useSay();
  const target = useRef<HTMLDivElement>(null);
  const map = useRef<CityMap | null>(null);
  const known = useStore(catalogue, (each) => each);
  const codes = useMemo(() => new Uint8Array(known?.stations.length ?? 0), [known]);
  useEffect(() => {
    if (target.current === null) return;
    const made = new OpenLayersMap(target.current);
    map.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    if (known === null || columns.value === null) return;
    const positions = Float64Array.from(known.stations.flatMap(({ longitude, latitude }) => [longitude, latitude]));
    map.current?.setPoints({ positions, ...lookAtStations(columns.value, known, codes) });
    map.current?.fit();
    return columns.subscribe(() => {
      if (columns.value === null) return;
      lookAtStations(columns.value, known, codes);
      map.current?.redraw();
    });
  }, [known, codes]);
  useEffect(() => map.current?.select(selected), [selected, known]);
  useEffect(() => map.current?.onPick(onPick));
  useCommands(mapCommands(() => map.current));
  return <div ref={target} class="map-picture" role="application" aria-label={say(mapTexts.map)} />;
}

function mapCommands(map: () => CityMap | null): readonly Command[] {
  return [
    { id: "zoom-in", key: "+", title: mapTexts["zoom-in"], run: () => map()?.zoomBy(1) },
    { id: "zoom-out", key: "-", title: mapTexts["zoom-out"], run: () => map()?.zoomBy(-1) },
    { id: "fit", key: "0", title: mapTexts.fit, run: () => map()?.fit() },
  ];
}

/** Figures of the same moment as the map and the queue; `?` where the picture is old. */
function Figures({ page }: { readonly page: CasePage | null }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  const isLive = useStore(liveness, (each) => each.isLive);
  if (known === null || now === null) return null;
  const { gauges, believed, unknown, stationsByLevel } = countCity(now, known);
  const say1 = (count: number | undefined): string => (isLive ? String(count ?? 0) : "?");
  const [, blue, yellow, orange, red] = stationsByLevel;
  return (
    <dl class="figures">
      <Figure name={say(mapTexts["red-alarms"])} figure={say1(red)} isGrave={(red ?? 0) > 0} />
      <Figure
        name={say(mapTexts.unacknowledged)}
        figure={say1(page?.counts?.unacknowledged)}
        isGrave={(page?.counts?.unacknowledged ?? 0) > 0}
      />
      <Figure
        name={say(mapTexts.overdue)}
        figure={say1(page?.counts?.overdue)}
        isGrave={(page?.counts?.overdue ?? 0) > 0}
      />
      <Figure name={say(mapTexts.lesser)} figure={`${say1(orange)} / ${say1(yellow)} / ${say1(blue)}`} />
      <Figure name={say(mapTexts.unknown)} figure={say1(unknown)} tone="tone-unknown" />
      <Figure
        name={say(fill(mapTexts.heard, { count: gauges }))}
        figure={isLive ? `${((100 * believed) / Math.max(1, gauges)).toFixed(1)}%` : "?"}
      />
    </dl>
  );
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

const legendLooks = [
  lookOfLevel("red"),
  lookOfLevel("orange"),
  lookOfLevel("yellow"),
  lookOfLevel("blue"),
  { ...lookOfGauge("silent"), name: mapTexts.unknown },
  lookOfGauge("maintenance"),
  lookOfGauge("live"),
];

function Legend() {
  const say = useSay();
  return (
    <ul class="legend" aria-label={say(mapTexts.legend)}>
      {legendLooks.map((look) => (
        <li key={look.tone}>
          <Mark look={look} size={16} /> {say(look.name)}
        </li>
      ))}
    </ul>
  );
}
