import { responseLevels } from "../../domain/inputs/acts/response-action.ts";
import { columnTexts } from "../../locales/dashboards/columns.ts";
import { evaluationBoardTexts } from "../../locales/dashboards/evaluation.ts";
import { hazardNames } from "../../locales/names.ts";
import type { Board, BoardContext } from "../board.ts";
import type { DisplayName } from "../city-names.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { bad, good, levelLooks, plain, poor } from "../level-looks.ts";
import { freshness } from "../panels/freshness.ts";
import { lines } from "../panels/lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { type TileSpec, tiles, workstationText } from "../panels/tiles.ts";
import { type MappedValue, mappingsOf, namesOf } from "../panels/value-mappings.ts";

/** How closed cases kept their limits, and what the headquarters started. */
export function evaluationBoard(context: BoardContext): Board {
  const { say, city, language } = context;
  const units = [...city.units.values()].map(({ id, name }) => ({ id, name: name[language] }));
  const areas = [...city.areas.values()].map(({ code, name }) => ({ id: code, name: name[language] }));
  return {
    name: "evaluation",
    title: say(evaluationBoardTexts.title),
    description: say(evaluationBoardTexts.why),
    isWall: false,
    range: "30d",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      tile(
        context,
        5,
        evaluationBoardTexts.evaluated,
        'SELECT count("onTime") FROM "case_evaluation" WHERE $timeFilter',
      ),
      onTime(context),
      tile(context, 15, evaluationBoardTexts.reworks, 'SELECT sum("reworks") FROM "case_evaluation" WHERE $timeFilter'),
      tile(
        context,
        20,
        evaluationBoardTexts.returns,
        'SELECT sum("returns") FROM "case_evaluation" WHERE $timeFilter',
        4,
      ),
      table(context, { tag: "unit", title: evaluationBoardTexts["by-unit"], names: units, y: 4, x: 0 }),
      daily(context),
      table(context, { tag: "district", title: evaluationBoardTexts["by-district"], names: areas, y: 13, x: 0 }),
      table(context, {
        tag: "hazard",
        title: evaluationBoardTexts["by-hazard"],
        names: namesOf(hazardNames, language),
        y: 13,
        x: 12,
      }),
      responses(context),
    ],
  };
}

type Text = (typeof evaluationBoardTexts)[keyof typeof evaluationBoardTexts];

function tile(context: BoardContext, x: number, title: Text, query: string, width = 5) {
  return tileOf(context, { title: context.say(title), place: at(x, 0, width, 4), queries: [rowsOf(query)] });
}

function tileOf(context: BoardContext, spec: Pick<TileSpec, "title" | "place" | "queries"> & Partial<TileSpec>) {
  return tiles({
    language: context.language,
    decimals: 0,
    steps: [{ from: null, colour: plain }],
    noValue: context.say(evaluationBoardTexts.none),
    ...workstationText,
    ...spec,
  });
}

function onTime(context: BoardContext) {
  const { say } = context;
  return tileOf(context, {
    title: say(evaluationBoardTexts["on-time"]),
    description: say(evaluationBoardTexts["on-time-why"]),
    place: at(10, 0, 5, 4),
    queries: [rowsOf('SELECT mean("onTime") FROM "case_evaluation" WHERE $timeFilter')],
    unit: "percentunit",
    steps: [
      { from: null, colour: bad },
      { from: 0.8, colour: poor },
      { from: 0.95, colour: good },
    ],
  });
}

interface TableOf {
  readonly tag: "unit" | "district" | "hazard";
  readonly title: Text;
  readonly names: readonly DisplayName[];
  readonly x: number;
  readonly y: number;
}

function table(context: BoardContext, { tag, title, names, x, y }: TableOf) {
  const { language, say } = context;
  const columns = {
    what: say(columnTexts[tag]),
    count: say(evaluationBoardTexts.evaluated),
    onTime: say(evaluationBoardTexts["on-time"]),
    median: say(columnTexts.median),
    reworks: say(evaluationBoardTexts.reworks),
    returns: say(evaluationBoardTexts.returns),
  };
  return rows({
    language,
    title: say(title),
    place: at(x, y, 12, 9),
    noValue: say(evaluationBoardTexts.none),
    queries: [
      rowsOf(
        `SELECT count("onTime") AS "${columns.count}", mean("onTime") AS "${columns.onTime}", median("ageMs") AS "${columns.median}", sum("reworks") AS "${columns.reworks}", sum("returns") AS "${columns.returns}" FROM "case_evaluation" WHERE $timeFilter GROUP BY "${tag}"`,
      ),
    ],
    columns: [
      { name: tag, as: columns.what, names },
      { name: columns.count, decimals: 0 },
      { name: columns.onTime, unit: "percentunit", decimals: 0 },
      { name: columns.median, unit: "ms", decimals: 1 },
      { name: columns.reworks, decimals: 0 },
      { name: columns.returns, decimals: 0 },
    ],
  });
}

function daily(context: BoardContext) {
  const { language, say } = context;
  const query = (what: string) =>
    `SELECT ${what} FROM "case_evaluation" WHERE $timeFilter GROUP BY time(1d) fill(none)`;
  return lines({
    language,
    title: say(evaluationBoardTexts.daily),
    place: at(12, 4, 12, 9),
    style: "bars",
    decimals: 0,
    min: 0,
    queries: [
      seriesOf(query('count("onTime")'), say(evaluationBoardTexts["daily-all"])),
      seriesOf(query('sum("onTime")'), say(evaluationBoardTexts["daily-on-time"])),
    ],
    colours: [
      { name: say(evaluationBoardTexts["daily-all"]), colour: poor },
      { name: say(evaluationBoardTexts["daily-on-time"]), colour: good },
    ],
  });
}

function responses(context: BoardContext) {
  const { language, say, text } = context;
  const columns = {
    level: say(evaluationBoardTexts.level),
    area: say(evaluationBoardTexts.area),
    by: say(evaluationBoardTexts.by),
    reason: say(evaluationBoardTexts.reason),
  };
  return rows({
    language,
    title: say(evaluationBoardTexts.responses),
    description: say(evaluationBoardTexts["responses-why"]),
    place: at(0, 22, 24, 8),
    noValue: say(evaluationBoardTexts.none),
    queries: [
      rowsOf(
        `SELECT "level" AS "${columns.level}", "${text("area")}" AS "${columns.area}", "by" AS "${columns.by}", "reason" AS "${columns.reason}" FROM "response_state" WHERE $timeFilter ORDER BY time DESC LIMIT 50`,
      ),
    ],
    hidden: [],
    columns: [
      { name: "Time", as: say(columnTexts.time), width: 190 },
      { name: columns.level, mappings: mappingsOf(responseLooks(context)), width: 130 },
    ],
  });
}

/** Response levels by rank, in the colours of the warnings of the same rank; 0 once it has ended. */
function responseLooks({ say }: BoardContext): Readonly<Record<string, MappedValue>> {
  const active = responseLevels.map((name, index): [string, MappedValue] => {
    const rank = index + 1;
    return [String(rank), { text: name, colour: levelLooks.find((look) => look.rank === rank)?.colour ?? plain }];
  });
  return { "0": { text: say(evaluationBoardTexts.ended), colour: plain }, ...Object.fromEntries(active) };
}
