import { useEffect, useMemo, useState } from "preact/hooks";
import { minuteMs } from "../../../domain/clock.ts";
import type { AreaRain, CasePage, CaseSummary, MapAnswer } from "../../api/wire.ts";
import { catalogue } from "../../live/live.ts";
import { lookAt, past, shownColumns } from "../../live/past.ts";
import { Store, useStore } from "../../live/store.ts";
import { useEvery } from "../../live/use-every.ts";
import { type Resource, useResource } from "../../live/use-resource.ts";
import { rainSpots } from "./map-picture.tsx";
import { placesInAlarm } from "./station-gauges.ts";

/** What somebody has chosen on the map screen: a case of the queue, or a place without one. */
export interface Chosen {
  readonly caseRow: CaseSummary | null;
  /** In the catalogue's stations; null for none. */
  readonly place: number | null;
  /** False for the place that is shown before anything is chosen. */
  readonly isPicked: boolean;
  readonly chooseCase: (caseId: string) => void;
  readonly choosePlace: (place: number | null) => void;
  /** To the next alarm by gravity or the one before; false where there is none further. */
  readonly walk: (by: 1 | -1) => boolean;
}

/** The place that is looked at: the case due first until something else is chosen. */
export function useChosen(cases: Resource<CasePage>): Chosen {
  const known = useStore(catalogue, (each) => each);
  const isPast = useStore(past, (each) => each !== null);
  const [chosenCase, setCase] = useState<string | null>(null);
  const [chosenPlace, setPlace] = useState<number | "none" | null>(null);
  const rows = isPast ? [] : (cases.body?.rows ?? []);
  const caseAt = (place: number) => rows.find(({ stationId }) => stationId === known?.stations[place]?.stationId);
  const placeOf = (row: CaseSummary | null): number | null => {
    const place = known?.stations.findIndex(({ stationId }) => stationId === row?.stationId) ?? -1;
    return place < 0 ? null : place;
  };
  const row = rows.find(({ id }) => id === chosenCase) ?? null;
  // A place without a case has none for keys to act on.
  const caseRow =
    chosenPlace === null || chosenPlace === "none" || placeOf(row) === chosenPlace
      ? (row ?? rows[0] ?? null)
      : (caseAt(chosenPlace) ?? null);
  const choosePlace = (place: number | null) => {
    setPlace(place ?? "none");
    const found = place === null ? undefined : caseAt(place);
    if (found !== undefined) setCase(found.id);
  };
  const place = chosenPlace === "none" ? null : (chosenPlace ?? placeOf(caseRow));
  return {
    caseRow,
    place,
    isPicked: chosenPlace !== null,
    chooseCase: (id) => {
      setCase(id);
      setPlace(placeOf(rows.find((row) => row.id === id) ?? null));
    },
    choosePlace,
    walk: (by) => {
      const now = shownColumns();
      if (now === null || known === null) return false;
      const places = placesInAlarm(now, known);
      const at = place === null || chosenPlace === null ? (by === 1 ? -1 : places.length) : places.indexOf(place);
      const next = places[at + by];
      if (next === undefined) return false;
      choosePlace(next);
      return true;
    },
  };
}

/** The city's picture; null where it is being read, and where the city has none. */
export function useBase(): MapAnswer | null {
  const hasMap = useStore(catalogue, (known) => known?.hasMap === true);
  return useResource<MapAnswer>(hasMap ? "/map" : null).body;
}

/** How often rain of the last day is asked for anew. */
const rainEveryMs = 2 * minuteMs;

/** Rain of the last day, and where it falls in the quarter of an hour that the picture is of. */
export function useRain() {
  const rain = useResource<AreaRain>("/areas/rain");
  const known = useStore(catalogue, (each) => each);
  const at = useStore(past, (each) => each?.at ?? null);
  useEvery(rainEveryMs, rain.reload);
  const step = rain.body === null ? -1 : stepOf(rain.body, at);
  const spots = useMemo(() => rainSpots(rain.body, step, known), [rain.body, step, known]);
  return { rain, spots };
}

/** Step of a moment; of now the newest that is over, where the one that runs has hardly begun. */
function stepOf({ from, to, stepMs }: AreaRain, at: number | null): number {
  const moment = at === null ? Date.parse(to) - stepMs : at - 1;
  return Math.floor((moment - Date.parse(from)) / stepMs);
}

/** Where the chosen place is seen on the map. */
export function useAnchor(): Store<readonly [number, number] | null> {
  return useMemo(() => new Store<readonly [number, number] | null>(null), []);
}

/** Leaving the map leaves the past. */
export function useLiveOnLeaving(): void {
  useEffect(() => () => void lookAt(null), []);
}
