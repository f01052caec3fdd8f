import { columnTexts } from "../../locales/dashboards/columns.ts";
import { pondingBoardTexts } from "../../locales/dashboards/ponding.ts";
import type { Board, BoardContext } from "../board.ts";
import { atKind, gaugeNames } from "../city-names.ts";
import { rowsOf } from "../influx-query.ts";
import { freshness } from "../panels/freshness.ts";
import { observationLines } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { stationBands, stationTable, stationTiles } from "../panels/station-panels.ts";

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
  const columns = { station: say(columnTexts.station), depth: say(columnTexts.depth), at: say(columnTexts.measured) };
  return rows({
    language,
    title: say(pondingBoardTexts.now),
    description: say(pondingBoardTexts["now-why"]),
    place: at(15, 4, 9, 11),
    queries: [
      rowsOf(
        `SELECT last("value") AS "${columns.depth}" FROM "observation" WHERE "property" = 'depth'${atKind(city, "depth", "waterlogging")} AND "flag" <= 3 AND $timeFilter GROUP BY "gauge"`,
      ),
    ],
    hidden: [],
    columns: [
      { name: "gauge", as: columns.station, names: gaugeNames(city, language, "depth") },
      { name: columns.depth, unit: "suffix: m", decimals: 2 },
      { name: "Time", as: columns.at, unit: "dateTimeFromNow" },
    ],
    sortBy: { column: columns.depth, isDescending: true },
  });
}
