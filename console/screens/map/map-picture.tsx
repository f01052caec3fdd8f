import { useEffect, useMemo, useRef } from "preact/hooks";
import type { GeoPosition } from "../../../domain/city/distance.ts";
import { mapTexts } from "../../../locales/console/map.ts";
import type { AreaRain, Catalogue, MapAnswer } from "../../api/wire.ts";
import { type Say, useSay } from "../../app/language.ts";
import { usePlace } from "../../app/router.ts";
import { theme } from "../../app/theme.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { lookAtStations } from "../../live/counts.ts";
import { catalogue } from "../../live/live.ts";
import { onShownColumns, past, shownColumns } from "../../live/past.ts";
import { type Store, useStore } from "../../live/store.ts";
import type { CityMap, MapBase, RainSpot } from "../../map/city-map.ts";
import { OpenLayersMap } from "../../map/open-layers-map.ts";
import { positionOf } from "../../parts/gauges/station-now.ts";
import { placesInAlarm } from "./station-gauges.ts";

/** Names beside the worst places at most: more are not read. */
const mostLabels = 40;

/** Only from orange on a place is worth its name on the map. */
const labelledFrom = 3;

export interface MapPictureProps {
  readonly base: MapAnswer | null;
  readonly rain: readonly RainSpot[];
  readonly selected: number | null;
  /** Where the selected place is seen, px; written as the map moves. */
  readonly anchor: Store<readonly [number, number] | null>;
  readonly onPick: (place: number | null) => void;
  /** To the next alarm by gravity or the one before. False where there is none further: the focus then moves on. */
  readonly onWalk: (by: 1 | -1) => boolean;
}

/** The map itself: the city's picture, rain, every station by its look, names of the worst. */
export function MapPicture({ base, rain, selected, anchor, onPick, onWalk }: MapPictureProps) {
  const say = useSay();
  const target = useRef<HTMLDivElement>(null);
  const map = useRef<CityMap | null>(null);
  const chosen = useRef(selected);
  chosen.current = selected;
  useEffect(() => {
    if (target.current === null) return;
    const made = new OpenLayersMap(target.current);
    map.current = made;
    const place = () => anchor.set(chosen.current === null ? null : rounded(made.pixelOf(chosen.current)));
    made.onView(place);
    const ends = theme.subscribe(() => made.restyle());
    return () => {
      ends();
      map.current = null;
      made.destroy();
    };
  }, []);
  usePoints(map, say);
  useArea(map);
  // What is drawn is of now still.
  const isWaiting = useStore(past, (each) => each !== null && each.shownAt === null);
  const spoken = useMemo(() => (base === null ? null : labelled(base, say)), [base, say]);
  useEffect(() => {
    if (spoken !== null) map.current?.setBase(spoken);
  }, [spoken]);
  useEffect(() => map.current?.setRain(rain), [rain]);
  useEffect(() => {
    map.current?.select(selected);
    anchor.set(selected === null ? null : rounded(map.current?.pixelOf(selected) ?? null));
  }, [selected]);
  useEffect(() => map.current?.onPick(onPick));
  useCommands(mapCommands(() => map.current));
  return (
    <div
      ref={target}
      class={isWaiting ? "map-picture is-waiting" : "map-picture"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is walked by keys of its own, as its role says
      tabIndex={0}
      role="application"
      aria-label={say(mapTexts["map-help"])}
      onKeyDown={(event) => {
        if (event.key === "Tab" && onWalk(event.shiftKey ? -1 : 1)) event.preventDefault();
      }}
    />
  );
}

/** Stations and names of the worst of them, as the picture has them now. */
function usePoints(map: { readonly current: CityMap | null }, say: Say): void {
  const known = useStore(catalogue, (each) => each);
  useEffect(() => {
    if (known === null) return;
    const codes = new Uint8Array(known.stations.length);
    const positions = Float64Array.from(
      known.stations.flatMap(({ longitude, latitude }) => [longitude ?? Number.NaN, latitude ?? Number.NaN]),
    );
    let isThere = false;
    const show = (): void => {
      const now = shownColumns();
      if (now === null) return;
      const looks = lookAtStations(now, known, codes);
      if (isThere) map.current?.redraw();
      else {
        map.current?.setPoints({ positions, ...looks });
        map.current?.fit();
        isThere = true;
      }
      map.current?.setLabels(labelsOf(known, say));
    };
    show();
    return onShownColumns(show);
  }, [known, say]);
}

/** Shows the area that the address names, once its stations are there. */
function useArea(map: { readonly current: CityMap | null }): void {
  const area = usePlace().query.get("area");
  const known = useStore(catalogue, (each) => each);
  useEffect(() => {
    if (area === null || known === null) return;
    const codes = areasWithin(area, known);
    const places = known.stations.flatMap(({ areaCode }, place) => (codes.has(areaCode) ? [place] : []));
    if (places.length > 0) map.current?.fit(places);
  }, [area, known]);
}

/** An area with all below it. */
function areasWithin(area: string, { areas }: Pick<Catalogue, "areas">): ReadonlySet<string> {
  const within = new Set([area]);
  for (let before = 0; before < within.size; ) {
    before = within.size;
    for (const { code, parent } of areas) if (parent !== null && within.has(parent)) within.add(code);
  }
  return within;
}

function labelsOf(known: Catalogue, say: Say) {
  const now = shownColumns();
  if (now === null) return [];
  return placesInAlarm(now, known)
    .filter((place) => (now.stationLevels[place] ?? 0) >= labelledFrom)
    .slice(0, mostLabels)
    .map((place) => ({ place, words: say(known.stations[place]?.name ?? { zh: "", en: "" }) }));
}

/** The base with each feature's name in the language of the page. */
function labelled({ features }: MapAnswer, say: Say): MapBase {
  return {
    features: features.map(({ properties, geometry }) => ({
      geometry,
      properties: { ...properties, label: say(properties.name) },
    })),
  };
}

/** Rain where it fell: each area's at the middle of its stations. @param step in the answer's steps */
export function rainSpots(rain: AreaRain | null, step: number, known: Catalogue | null): readonly RainSpot[] {
  if (rain === null || known === null) return [];
  return rain.areas.flatMap(({ areaCode, mm }) => {
    const there = known.stations.flatMap((station) =>
      station.areaCode === areaCode ? (positionOf(station) ?? []) : [],
    );
    const fallen = mm[step] ?? 0;
    if (there.length === 0 || fallen <= 0) return [];
    const mean = (of: (position: GeoPosition) => number) =>
      there.reduce((sum, position) => sum + of(position), 0) / there.length;
    return [{ longitude: mean((each) => each.longitude), latitude: mean((each) => each.latitude), mm: fallen }];
  });
}

function rounded(pixel: readonly [number, number] | null): readonly [number, number] | null {
  return pixel === null ? null : [Math.round(pixel[0]), Math.round(pixel[1])];
}

function mapCommands(map: () => CityMap | null): readonly Command[] {
  const pan = (right: number, down: number) => () => map()?.panBy(right, down);
  return [
    { id: "zoom-in", key: "+", title: mapTexts["zoom-in"], run: () => map()?.zoomBy(1) },
    { id: "zoom-out", key: "-", title: mapTexts["zoom-out"], run: () => map()?.zoomBy(-1) },
    { id: "fit", key: "0", title: mapTexts.fit, run: () => map()?.fit() },
    { id: "pan-left", key: "ArrowLeft", title: mapTexts.left, run: pan(-0.2, 0) },
    { id: "pan-right", key: "ArrowRight", title: mapTexts.right, run: pan(0.2, 0) },
    { id: "pan-up", key: "ArrowUp", title: mapTexts.up, run: pan(0, -0.2) },
    { id: "pan-down", key: "ArrowDown", title: mapTexts.down, run: pan(0, 0.2) },
  ];
}
