import type { Board, BoardContext } from "../board.ts";
import { gaugeNames } from "../city-names.ts";
import { seriesOf } from "../influx-query.ts";
import { freshness } from "../panels/freshness.ts";
import { lines } from "../panels/lines.ts";
import { observationLines, unitOf } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { stationBands, stationTable, stationTiles } from "../panels/station-panels.ts";

/** 河道水位与雨情: rivers, and the rain that feeds them. */
export function riversBoard(context: BoardContext): Board {
  const { say } = context;
  return {
    name: "rivers",
    title: say("rivers.title"),
    description: say("rivers.why"),
    isWall: false,
    range: "24h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      stationTiles(context, "river", at(5, 0, 19, 4)),
      observationLines(context, {
        title: say("rivers.stage"),
        place: at(0, 4, 14, 10),
        property: "stage",
        kind: "river",
      }),
      hourlyRain(context),
      stationBands(context, "river", at(0, 14, 14, 8)),
      rainSoFar(context),
      observationLines(context, {
        title: say("rivers.flow"),
        place: at(0, 22, 14, 8),
        property: "flow",
        kind: "river",
        min: 0,
      }),
      stationTable(context, "river", at(14, 22, 10, 8)),
    ],
  };
}

function hourlyRain(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say("rivers.hourlyRain"),
    place: at(14, 4, 10, 10),
    style: "bars",
    names: gaugeNames(city, language, "rain"),
    unit: unitOf("rain"),
    decimals: 1,
    min: 0,
    queries: [
      seriesOf(
        `SELECT sum("value") FROM "observation" WHERE "property" = 'rain' AND "flag" <= 3 AND $timeFilter GROUP BY time(1h), "gauge" fill(none)`,
        "$tag_gauge",
      ),
    ],
  });
}

function rainSoFar(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say("rivers.rainSoFar"),
    place: at(14, 14, 10, 8),
    names: gaugeNames(city, language, "rain"),
    unit: unitOf("rain"),
    decimals: 1,
    min: 0,
    queries: [
      seriesOf(
        `SELECT cumulative_sum(sum("value")) FROM "observation" WHERE "property" = 'rain' AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(0)`,
        "$tag_gauge",
      ),
    ],
  });
}
