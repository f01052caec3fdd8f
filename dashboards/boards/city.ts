import type { Board, BoardContext } from "../board.ts";
import { rowsOf } from "../influx-query.ts";
import { bad, good, looks, plain, poor } from "../level-looks.ts";
import { cityMap } from "../panels/city-map.ts";
import { freshness } from "../panels/freshness.ts";
import { heading } from "../panels/heading.ts";
import { at } from "../panels/panel-spec.ts";
import { type TileSpec, tiles, wallText } from "../panels/tiles.ts";
import { levelMappings } from "../panels/value-mappings.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** 城市总览: the whole city at a glance, for a wall seen from 5 m. Nothing on it needs a mouse. */
export function cityBoard(context: BoardContext): Board {
  const { say, city, language } = context;
  return {
    name: "city",
    title: say("city.title", { city: city.name[language] }),
    description: say("city.why"),
    isWall: true,
    range: "6h",
    panels: [
      freshness(context, at(0, 0, 4, 4), true),
      worstLevel(context),
      openCases(context),
      warningsInForce(context),
      blindSpots(context),
      heaviestRain(context),
      map(context),
      heading(`# ${say("city.districts")}`, at(9, 4, 15, 2)),
      districts(context),
      heading(`# ${say("city.cases")}`, at(9, 14, 8, 2)),
      caseList(context),
      heading(`# ${say("city.warnings")}`, at(17, 14, 7, 2)),
      warningList(context),
      heading(`# ${say("city.blind")}`, at(17, 21, 7, 2)),
      blindList(context),
    ],
  };
}

/** Snapshots come every 10 s: older than this, they say nothing of now. */
const lookBack = snapshotAge;

function number(
  context: BoardContext,
  x: number,
  spec: Pick<TileSpec, "label" | "queries" | "steps" | "unit" | "mappings" | "lookBack">,
) {
  return tiles({
    language: context.language,
    title: "",
    place: at(x, 0, 4, 4),
    lookBack,
    decimals: 0,
    titleSize: wallText.title,
    ...spec,
  });
}

function worstLevel(context: BoardContext) {
  return number(context, 4, {
    label: context.say("city.worst"),
    queries: [
      rowsOf(
        'SELECT max("state") FROM (SELECT last("state") AS "state" FROM "station_state" WHERE $timeFilter GROUP BY "station")',
      ),
    ],
    mappings: levelMappings(context.language),
  });
}

function openCases(context: BoardContext) {
  return number(context, 8, {
    label: context.say("city.openCases"),
    queries: [rowsOf('SELECT last("openCases") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function warningsInForce(context: BoardContext) {
  return number(context, 12, {
    label: context.say("city.warningsInForce"),
    queries: [rowsOf('SELECT last("openWarnings") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function blindSpots(context: BoardContext) {
  return number(context, 16, {
    label: context.say("city.blindCount"),
    queries: [rowsOf('SELECT last("gauges") - last("liveGauges") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function heaviestRain(context: BoardContext) {
  return number(context, 20, {
    label: context.say("city.rain"),
    queries: [
      rowsOf(
        'SELECT max("mm") FROM (SELECT sum("value") AS "mm" FROM "observation" WHERE "property" = \'rain\' AND "flag" <= 3 AND $timeFilter GROUP BY "gauge")',
      ),
    ],
    unit: "suffix: mm",
    lookBack: "1h",
    steps: [
      { from: null, colour: plain },
      // 20 mm in an hour is rainstorm weather, 50 mm fills underpasses.
      { from: 20, colour: poor },
      { from: 50, colour: bad },
    ],
  });
}

/** Ranks whose stations are named on the map: the others stand in the lists, and names must not lie on each other. */
const named: readonly number[] = [4];

function map(context: BoardContext) {
  const { language, say, text, view } = context;
  return cityMap({
    language,
    title: "",
    description: say("city.mapWhy"),
    place: at(0, 4, 9, 24),
    lookBack,
    view,
    queries: looks.map((look) =>
      rowsOf(
        `SELECT "lat", "lon", "name" FROM (SELECT last("state") AS "state", "lat", "lon", "${text("station")}" AS "name" FROM "station_state" WHERE $timeFilter GROUP BY "station") WHERE "state" = ${look.rank}`,
      ),
    ),
    stations: looks.map((look) => ({
      look,
      name: `${look.mark} ${look.name[language]}`,
      textSize: named.includes(look.rank) ? wallText.mapName : null,
    })),
    textField: "name",
    placeName: text("name"),
    placeTextSize: wallText.mapName,
  });
}

function districts(context: BoardContext) {
  const { language, text } = context;
  return list(context, {
    place: at(9, 6, 15, 8),
    queries: [
      rowsOf(
        `SELECT "state", "name" FROM (SELECT last("state") AS "state", "${text("district")}" AS "name" FROM "district_state" WHERE $timeFilter GROUP BY "district")`,
      ),
    ],
    mappings: levelMappings(language),
    eachRow: { field: "state", limit: 20 },
    titleSize: wallText.smallest,
    valueSize: wallText.smallest,
  });
}

function caseList(context: BoardContext) {
  const { language, say, text } = context;
  return list(context, {
    place: at(9, 16, 8, 12),
    queries: [
      rowsOf(
        `SELECT "level", "title" FROM (SELECT last("level") AS "level", "${text("title")}" AS "title" FROM "case_open" WHERE $timeFilter GROUP BY "station", "hazard")`,
      ),
    ],
    mappings: levelMappings(language),
    eachRow: { field: "level", limit: 8, isLargestFirst: true, isList: true },
    noValue: say("city.noRows"),
  });
}

function warningList(context: BoardContext) {
  const { language, say, text } = context;
  return list(context, {
    place: at(17, 16, 7, 5),
    queries: [
      rowsOf(
        `SELECT "level", "title" FROM (SELECT last("level") AS "level", "${text("title")}" AS "title" FROM "warning_open" WHERE $timeFilter GROUP BY "area", "hazard")`,
      ),
    ],
    mappings: levelMappings(language),
    eachRow: { field: "level", limit: 4, isLargestFirst: true, isList: true },
    noValue: say("city.noRows"),
  });
}

function blindList(context: BoardContext) {
  const { say, text } = context;
  return list(context, {
    place: at(17, 23, 7, 5),
    queries: [
      rowsOf(
        `SELECT "blind", "name" FROM (SELECT last("blind") AS "blind", "name" FROM (SELECT "gauges" - "liveGauges" AS "blind", "${text("station")}" AS "name" FROM "station_state" WHERE $timeFilter) GROUP BY "station") WHERE "blind" > 0`,
      ),
    ],
    unit: `suffix: ${say("unit.gauges")}`,
    decimals: 0,
    steps: [{ from: null, colour: poor }],
    eachRow: { field: "blind", limit: 4, isLargestFirst: true, isList: true },
    noValue: say("city.noRows"),
  });
}

function list(context: BoardContext, spec: Pick<TileSpec, "place" | "queries" | "eachRow"> & Partial<TileSpec>) {
  return tiles({
    language: context.language,
    title: "",
    lookBack,
    titleSize: wallText.listTitle,
    valueSize: wallText.listValue,
    ...spec,
  });
}
