import { stationTexts } from "../../../locales/console/stations.ts";
import type { Command } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
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
  return [
    { id: "station-find", key: "/", title: stationTexts["find-command"], run: find },
    ...stepCommands({ of: "station", titles: stationTexts, rows, at, go: ({ station }) => open(station.stationId) }),
  ];
}
