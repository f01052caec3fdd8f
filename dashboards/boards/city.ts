import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import { areaOfKind } from "../../domain/city/city.ts";
import type { Language } from "../../domain/text.ts";
import { boardTexts } from "../../locales/dashboards/all-boards.ts";
import { cityBoardTexts } from "../../locales/dashboards/city.ts";
import { fill } from "../../locales/fill.ts";
import { lookOfLevel } from "../../locales/looks.ts";
import type { Board, BoardContext } from "../board.ts";
import { rowsOf } from "../influx-query.ts";
import { bad, calmLook, good, type Look, looks, plain, poor, unknownLook } from "../level-looks.ts";
import { cityMap, type StationLayer } from "../panels/city-map.ts";
import { freshness } from "../panels/freshness.ts";
import { heading } from "../panels/heading.ts";
import { at } from "../panels/panel-spec.ts";
import { type TileSpec, tiles, wallText } from "../panels/tiles.ts";
import { levelMappings, shortLevelMappings, shortName } from "../panels/value-mappings.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** The whole city on one wall, seen from 5 m. Nothing on it needs a mouse. */
export function cityBoard(context: BoardContext): Board {
  const { say, city, language } = context;
  const below = 7 + 3 * Math.ceil(monitoredDistricts(context).size / 5);
  const casesShown = Math.floor((26 - below) / 2);
  return {
    name: "city",
    title: say(fill(cityBoardTexts.title, { city: city.name[language] })),
    description: say(cityBoardTexts.why),
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
      heading(`# ${legendOf(language)}`, at(0, 21, 8, 3)),
      heading(`# ${say(cityBoardTexts["do-now"])}`, at(0, 24, 8, 2)),
      doNow(context, at(0, 26, 8, 2)),
      heading(`# ${districtsHeading(context)}`, at(8, 4, 16, 2)),
      districts(context, at(8, 6, 16, below - 6)),
      heading(`# ${say(fill(cityBoardTexts.cases, { count: String(casesShown) }))}`, at(8, below, 9, 2)),
      caseList(context, at(8, below + 2, 9, casesShown * 2), casesShown),
      heading(`# ${say(cityBoardTexts.warnings)}`, at(17, below, 7, 2)),
      warningList(context, { place: at(17, below + 2, 7, 4), isInForce: true }),
      heading(`# ${say(cityBoardTexts.drafts)}`, at(17, below + 6, 7, 2)),
      warningList(context, { place: at(17, below + 8, 7, 2), isInForce: false }),
      heading(`# ${say(cityBoardTexts.blind)}`, at(17, below + 10, 7, 2)),
      blindList(context, at(17, below + 12, 7, 16 - below)),
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
    label: context.say(cityBoardTexts.worst),
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
    label: context.say(cityBoardTexts["open-cases"]),
    queries: [rowsOf('SELECT last("openCases") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function warningsInForce(context: BoardContext) {
  return number(context, 12, {
    label: context.say(cityBoardTexts["warnings-in-force"]),
    queries: [rowsOf('SELECT last("warningsInForce") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function blindSpots(context: BoardContext) {
  return number(context, 16, {
    label: context.say(cityBoardTexts["blind-count"]),
    queries: [rowsOf('SELECT last("gauges") - last("liveGauges") FROM "hub_health" WHERE $timeFilter')],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
  });
}

function heaviestRain(context: BoardContext) {
  return number(context, 20, {
    label: context.say(cityBoardTexts.rain),
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
const ranksWithNames: readonly number[] = [4];

const mapWhy = fill(cityBoardTexts["map-why"], {
  blue: lookOfLevel("blue").mark,
  yellow: lookOfLevel("yellow").mark,
  orange: lookOfLevel("orange").mark,
  red: lookOfLevel("red").mark,
  unknown: unknownLook.mark,
  calm: calmLook.mark,
});

function map(context: BoardContext) {
  const { language, say, text, view } = context;
  const layers = looks.flatMap((look) => layersOf(look, view.longitude));
  return cityMap({
    language,
    // Not in the description alone, which shows only under the mouse.
    title: context.hasOutlines && context.mapLabel !== null ? say(context.mapLabel) : "",
    description: [say(mapWhy), ...(context.hasOutlines ? [] : [say(cityBoardTexts["no-outlines"])])].join(" "),
    place: at(0, 4, 8, 17),
    lookBack,
    view,
    queries: layers.map(({ look, where }) =>
      rowsOf(
        `SELECT "lat", "lon", "name" FROM (SELECT last("state") AS "state", "lat", "lon", "${text("station")}" AS "name" FROM "station_state" WHERE $timeFilter GROUP BY "station") WHERE "state" = ${look.rank}${where}`,
      ),
    ),
    stations: layers.map(({ look, nameLeans }) => ({ look, name: `${look.mark} ${look.name[language]}`, nameLeans })),
    textSize: wallText.mapName,
    textField: "name",
    placeName: text("name"),
  });
}

interface MapLayer extends Pick<StationLayer, "look" | "nameLeans"> {
  readonly where: string;
}

/** A name leans towards the middle of the map, where there is room for it. */
function layersOf(look: Look, middle: number): readonly MapLayer[] {
  if (!ranksWithNames.includes(look.rank)) return [{ look, where: "", nameLeans: null }];
  return [
    { look, where: ` AND "lon" < ${middle}`, nameLeans: "right" },
    { look, where: ` AND "lon" >= ${middle}`, nameLeans: "left" },
  ];
}

/** What the marks on the map stand for; a mark stays with its name, and Chinese may break anywhere but there. */
function legendOf(language: Language): string {
  const gap = language === "zh" ? "" : "\u00a0";
  return looks
    .toReversed()
    .map((look) => shortName(look, language).replaceAll(" ", gap))
    .join(" ");
}

/** Districts that have a station: of the others nothing can ever be known, and a screen of them hides what is. */
function monitoredDistricts({ city }: BoardContext): ReadonlySet<string> {
  const codes = [...city.stations.values()].map(({ areaCode }) => areaOfKind(city, areaCode, "district")?.code);
  return new Set(codes.filter((code) => code !== undefined));
}

function districtsHeading(context: BoardContext): string {
  const all = [...context.city.areas.values()].filter(({ kind }) => kind === "district");
  const unwatched = all.length - monitoredDistricts(context).size;
  if (unwatched === 0) return context.say(cityBoardTexts.districts);
  return context.say(fill(cityBoardTexts["districts-but"], { count: String(unwatched) }));
}

function districts(context: BoardContext, place: GridPos) {
  const { text } = context;
  return list(context, {
    place,
    queries: [
      rowsOf(
        `SELECT "state", "name" FROM (SELECT last("state") AS "state", "stations", "${text("district")}" AS "name" FROM "district_state" WHERE $timeFilter GROUP BY "district") WHERE "stations" > 0`,
      ),
    ],
    mappings: shortLevelMappings(context.language),
    eachRow: { field: "state", limit: 15, isLargestFirst: true },
    titleSize: wallText.smallest,
    valueSize: wallText.smallest,
  });
}

function caseList(context: BoardContext, place: GridPos, limit: number) {
  const { language, say, text } = context;
  return list(context, {
    place,
    queries: [
      rowsOf(
        `SELECT "level", "brief" FROM (SELECT last("level") AS "level", "${text("brief")}" AS "brief" FROM "case_open" WHERE $timeFilter GROUP BY "station", "hazard")`,
      ),
    ],
    mappings: shortLevelMappings(language),
    eachRow: { field: "level", limit, isLargestFirst: true, isList: true },
    noValue: say(cityBoardTexts["no-rows"]),
  });
}

/** The gravest case that is open: who is responsible, and what is to be done now. */
function doNow(context: BoardContext, place: GridPos) {
  const { language, say, text } = context;
  return list(context, {
    place,
    queries: [
      rowsOf(
        `SELECT "level", "what" FROM (SELECT last("level") AS "level", "${text("doNow")}" AS "what" FROM "case_open" WHERE $timeFilter GROUP BY "station", "hazard")`,
      ),
    ],
    mappings: shortLevelMappings(language),
    eachRow: { field: "level", limit: 1, isLargestFirst: true, isList: true },
    noValue: say(cityBoardTexts["no-rows"]),
  });
}

/** Warnings that the public was told of, or those that nobody was told of yet: one is never shown as the other. */
function warningList(
  context: BoardContext,
  { place, isInForce }: { readonly place: GridPos; readonly isInForce: boolean },
) {
  const { language, say, text } = context;
  return list(context, {
    place,
    queries: [
      rowsOf(
        `SELECT "level", "title" FROM (SELECT last("level") AS "level", "inForce", "${text("title")}" AS "title" FROM "warning_open" WHERE $timeFilter GROUP BY "area", "hazard") WHERE "inForce" = ${isInForce ? 1 : 0}`,
      ),
    ],
    mappings: shortLevelMappings(language),
    eachRow: { field: "level", limit: place.h / 2, isLargestFirst: true, isList: true },
    noValue: say(cityBoardTexts["no-rows"]),
  });
}

function blindList(context: BoardContext, place: GridPos) {
  const { say, text } = context;
  return list(context, {
    place,
    queries: [
      rowsOf(
        `SELECT "blind", "name" FROM (SELECT last("blind") AS "blind", "name" FROM (SELECT "gauges" - "liveGauges" AS "blind", "${text("station")}" AS "name" FROM "station_state" WHERE $timeFilter) GROUP BY "station") WHERE "blind" > 0`,
      ),
    ],
    unit: `suffix: ${say(boardTexts["unit-gauges"])}`,
    decimals: 0,
    steps: [{ from: null, colour: poor }],
    eachRow: { field: "blind", limit: Math.floor(place.h / 2), isLargestFirst: true, isList: true },
    noValue: say(cityBoardTexts["no-rows"]),
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
