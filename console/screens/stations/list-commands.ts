import { stationTexts } from "../../../locales/console/stations.ts";
import type { Command } from "../../commands/commands.ts";
import type { StationNow } from "../../parts/gauges/station-now.ts";

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
