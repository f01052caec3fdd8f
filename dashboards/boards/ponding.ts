import { columnTexts } from "../../locales/dashboards/columns.ts";
import { pondingBoardTexts } from "../../locales/dashboards/ponding.ts";
import { gaugeStateNames } from "../../locales/names.ts";
import type { Board, BoardContext } from "../board.ts";
import { gaugeNames } from "../city-names.ts";
import { rowsOf } from "../influx-query.ts";
import { freshness } from "../panels/freshness.ts";
import { observationLines } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { stationBands, stationTable, stationTiles } from "../panels/station-panels.ts";
import { namesOf } from "../panels/value-mappings.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** Ponding places: underpasses and low roads. */
export function pondingBoard(context: BoardContext): Board {
  const { say } = context;
  return {
    name: "ponding",
    title: say(pondingBoardTexts.title),
    description: say(pondingBoardTexts.why),
    isWall: false,
    range: "6h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      stationTiles(context, "waterlogging", at(5, 0, 19, 4)),
      observationLines(context, {
        title: say(pondingBoardTexts.depth),
        place: at(0, 4, 15, 11),
        property: "depth",
        kind: "waterlogging",
        min: 0,
      }),
      depthNow(context),
      stationBands(context, "waterlogging", at(0, 15, 15, 8)),
      stationTable(context, "waterlogging", at(15, 15, 9, 8)),
      observationLines(context, {
        title: say(pondingBoardTexts.sump),
        place: at(0, 23, 24, 7),
        property: "depth",
        kind: "pump-station",
        min: 0,
      }),
    ],
  };
}

function depthNow(context: BoardContext) {
  const { language, say, city } = context;
  const columns = {
    station: say(columnTexts.station),
    depth: say(columnTexts.depth),
    state: say(columnTexts.state),
    age: say(columnTexts["measured-ago"]),
  };
  return rows({
    language,
    title: say(pondingBoardTexts.now),
    description: say(pondingBoardTexts["now-why"]),
    place: at(15, 4, 9, 11),
    lookBack: snapshotAge,
    queries: [
      rowsOf(
        `SELECT last("known") AS "known", "value" AS "${columns.depth}", "state" AS "${columns.state}", "observedAgeMs" AS "${columns.age}" FROM "gauge_state" WHERE "property" = 'depth' AND "kind" = 'waterlogging' AND $timeFilter GROUP BY "gauge"`,
      ),
    ],
    hidden: ["Time", "known"],
    columns: [
      { name: "gauge", as: columns.station, names: gaugeNames(city, language, "depth") },
      // No mapping of its own: what has no value is unknown, in words and colour.
      { name: columns.depth, unit: "suffix: m", decimals: 2, mappings: [] },
      { name: columns.state, names: namesOf(gaugeStateNames, language) },
      { name: columns.age, unit: "ms", decimals: 0 },
    ],
    sortBy: { column: columns.depth, isDescending: true },
  });
}
