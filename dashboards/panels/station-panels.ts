import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { StationKind } from "../../domain/city/city.ts";
import { stationPanelTexts } from "../../locales/dashboards/all-boards.ts";
import { columnTexts } from "../../locales/dashboards/columns.ts";
import { gaugeStateNames } from "../../locales/names.ts";
import type { BoardContext } from "../board.ts";
import { stationNames } from "../city-names.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { snapshotAge } from "../snapshot-age.ts";
import { bands } from "./bands.ts";
import { rows } from "./rows.ts";
import { tiles, workstationText } from "./tiles.ts";
import { levelMappings } from "./value-mappings.ts";

/** Each station of a kind on the colour of its state now. */
export function stationTiles(context: BoardContext, kind: StationKind, place: GridPos) {
  const { language, text } = context;
  return tiles({
    language,
    title: context.say(stationPanelTexts.now),
    place,
    lookBack: snapshotAge,
    queries: [
      rowsOf(
        `SELECT "state", "name" FROM (SELECT last("state") AS "state", "${text("station")}" AS "name" FROM "station_state" WHERE "kind" = '${kind}' AND $timeFilter GROUP BY "station")`,
      ),
    ],
    mappings: levelMappings(language),
    eachRow: { field: "state", limit: 40, isLargestFirst: true },
    ...workstationText,
    valueSize: 26,
  });
}

/** States of the stations of a kind over time; a hole is a time of which nothing is known. */
export function stationBands(context: BoardContext, kind: StationKind, place: GridPos) {
  const { language, city } = context;
  return bands({
    language,
    title: context.say(stationPanelTexts.over),
    description: context.say(stationPanelTexts["over-why"]),
    place,
    queries: [
      seriesOf(
        `SELECT max("state") FROM "station_state" WHERE "kind" = '${kind}' AND $timeFilter GROUP BY time($__interval), "station" fill(null)`,
        "$tag_station",
      ),
    ],
    mappings: levelMappings(language),
    names: stationNames(city, language, kind),
  });
}

/** How far the gauges of the stations of a kind can be believed. */
export function stationTable(context: BoardContext, kind: StationKind, place: GridPos) {
  const { language, say, text } = context;
  const columns = {
    station: say(columnTexts.station),
    district: say(columnTexts.district),
    level: say(columnTexts.level),
    gauges: say(columnTexts.gauges),
    live: gaugeStateNames.live[language],
    silent: gaugeStateNames.silent[language],
    unusable: gaugeStateNames.unusable[language],
    suspect: gaugeStateNames.suspect[language],
    cases: say(columnTexts["open-cases"]),
  };
  return rows({
    language,
    title: say(stationPanelTexts.gauges),
    place,
    lookBack: snapshotAge,
    queries: [
      rowsOf(
        `SELECT last("state") AS "${columns.level}", "${text("station")}" AS "${columns.station}", "${text("district")}" AS "${columns.district}", "gauges" AS "${columns.gauges}", "liveGauges" AS "${columns.live}", "silentGauges" AS "${columns.silent}", "unusableGauges" AS "${columns.unusable}", "suspectGauges" AS "${columns.suspect}", "openCases" AS "${columns.cases}" FROM "station_state" WHERE "kind" = '${kind}' AND $timeFilter GROUP BY "station"`,
      ),
    ],
    hidden: ["Time", "station"],
    decimals: 0,
    columns: [{ name: columns.level, mappings: levelMappings(language), width: 130 }],
    sortBy: { column: columns.level, isDescending: true },
  });
}
