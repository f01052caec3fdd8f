import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { boardTexts } from "../../locales/dashboards/all-boards.ts";
import type { BoardContext } from "../board.ts";
import { rowsOf } from "../influx-query.ts";
import { good, unknown } from "../level-looks.ts";
import { tiles, wallText, workstationText } from "./tiles.ts";

/**
 * "Data is N seconds old", on every board. Counted from the end of the board's range, which is the reader's own clock,
 * to the hub's last sign of life: it goes on growing when hub, network or InfluxDB have stopped, and turns unknown, never
 * zero, after a day.
 */
export function freshness({ language, say }: BoardContext, place: GridPos, isWall = false): PanelBuilder {
  return tiles({
    language,
    title: "",
    label: say(boardTexts["freshness-label"]),
    description: say(boardTexts["freshness-why"]),
    place,
    queries: [rowsOf(`SELECT (\${__to} - last("atMs")) / 1000 FROM "hub_health" WHERE $timeFilter`)],
    lookBack: "24h",
    unit: `suffix: ${say(boardTexts["unit-seconds"])}`,
    decimals: 0,
    steps: [
      { from: null, colour: good },
      // Past this what the board shows is no longer known to hold.
      { from: 30, colour: unknown },
    ],
    ...(isWall ? { titleSize: wallText.title } : workstationText),
  });
}
