import type { StationKind } from "../../../domain/city/city.ts";
import type { Catalogue, SearchAnswer } from "../../api/wire.ts";

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
