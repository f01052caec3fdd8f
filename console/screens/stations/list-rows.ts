import type { StationKind } from "../../../domain/city/city.ts";
import { stationTexts } from "../../../locales/console/stations.ts";
import type { Catalogue, SearchAnswer } from "../../api/wire.ts";
import type { Command } from "../../commands/commands.ts";
import type { StationNow } from "../../parts/gauges/station-now.ts";

/**
 * Places of stations that fit. A gauge or device that is found stands for its station, an area for those in it.
 *
 * @param found null where nothing is looked for; before the answer is there nothing fits
 */
export function foundStations(
  { stations, gauges }: Pick<Catalogue, "stations" | "gauges">,
  found: SearchAnswer | null,
  kind: StationKind | "",
): readonly number[] {
  const all = [...stations.keys()].filter((place) => kind === "" || stations[place]?.kind === kind);
  if (found === null) return all;
  const ids = new Set(found.rows.filter((row) => row.kind === "station").map(({ id }) => id));
  const areas = new Set(found.rows.filter((row) => row.kind === "area").map(({ id }) => id));
  const instruments = new Set(
    found.rows.filter((row) => row.kind === "gauge" || row.kind === "device").map(({ id }) => id),
  );
  const byInstrument = new Set(
    gauges
      .filter(({ gaugeId, deviceId }) => instruments.has(gaugeId) || instruments.has(deviceId))
      .map(({ station }) => station),
  );
  return all.filter((place) => {
    const station = stations[place];
    if (station === undefined) return false;
    return ids.has(station.stationId) || areas.has(station.areaCode) || byInstrument.has(place);
  });
}

/** Commands of the list: to find, and from one station to the next in the order shown. */
export function listCommands({
  rows,
  chosen,
  open,
  find,
}: {
  readonly rows: readonly StationNow[];
  readonly chosen: string;
  readonly open: (stationId: string) => void;
  readonly find: () => void;
}): readonly Command[] {
  const at = rows.findIndex(({ station }) => station.stationId === chosen);
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) open(next.station.stationId);
  };
  return [
    { id: "station-find", key: "/", title: stationTexts["find-command"], run: find },
    { id: "station-next", key: "]", title: stationTexts.next, run: () => step(1) },
    { id: "station-previous", key: "[", title: stationTexts.previous, run: () => step(-1) },
  ];
}
