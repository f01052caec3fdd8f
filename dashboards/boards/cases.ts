import type { CaseState } from "../../domain/governance/case-state.ts";
import { boardTexts } from "../../locales/dashboards/all-boards.ts";
import { casesBoardTexts } from "../../locales/dashboards/cases.ts";
import { cityBoardTexts } from "../../locales/dashboards/city.ts";
import { columnTexts } from "../../locales/dashboards/columns.ts";
import { caseEntryNames, caseStateTexts } from "../../locales/dashboards/values.ts";
import { hazardNames } from "../../locales/names.ts";
import type { Board, BoardContext } from "../board.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { bad, good, type Look, levelLooks, plain, poor } from "../level-looks.ts";
import { freshness } from "../panels/freshness.ts";
import { lines } from "../panels/lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { type TileSpec, tiles, workstationText } from "../panels/tiles.ts";
import { cellNames, levelMappings, type MappedValue, mappingsOf, namesOf } from "../panels/value-mappings.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** Of the changes of cases those that closed one; what is noted of it later, and false alarms, are none. */
const closings = `"open" = 0 AND ("change" = 'closed' OR "change" = 'concluded' OR "change" = 'acknowledged')`;

/** Cases: which are open and for how long, and how quickly others were closed. */
export function casesBoard(context: BoardContext): Board {
  const { say } = context;
  return {
    name: "cases",
    title: say(casesBoardTexts.title),
    description: say(casesBoardTexts.why),
    isWall: false,
    range: "7d",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      openNow(context),
      openTooLong(context),
      oldest(context),
      closed(context),
      median(context),
      openTable(context),
      openByLevel(context),
      openedAndClosed(context),
      evaluation(context),
      changes(context),
    ],
  };
}

/** A case is looked into after this long without closing; the hub knows no limits of its own yet. */
const longMinutes = 120;

function tile(context: BoardContext, x: number, title: string, query: string, spec: Partial<TileSpec> = {}) {
  return tiles({
    language: context.language,
    title,
    place: at(x, 0, 4, 4),
    decimals: 0,
    queries: [rowsOf(query)],
    steps: [{ from: null, colour: plain }],
    ...workstationText,
    ...spec,
  });
}

function openNow(context: BoardContext) {
  return tile(
    context,
    5,
    context.say(casesBoardTexts.open),
    'SELECT last("openCases") FROM "hub_health" WHERE $timeFilter',
    {
      lookBack: snapshotAge,
      steps: [
        { from: null, colour: good },
        { from: 1, colour: poor },
      ],
    },
  );
}

function openTooLong(context: BoardContext) {
  const query = `SELECT count("ageMs") FROM (SELECT last("ageMs") AS "ageMs" FROM "case_open" WHERE $timeFilter GROUP BY "station", "hazard") WHERE "ageMs" > ${longMinutes * 60_000}`;
  return tile(context, 9, context.say(casesBoardTexts["open-too-long"]), query, {
    lookBack: snapshotAge,
    description: context.say(casesBoardTexts["open-too-long-why"]),
    steps: [{ from: null, colour: bad }],
    noValue: context.say(boardTexts["none-or-unknown"]),
  });
}

function oldest(context: BoardContext) {
  const query = 'SELECT max("ageMs") FROM "case_open" WHERE $timeFilter';
  return tile(context, 13, context.say(casesBoardTexts.oldest), query, {
    lookBack: snapshotAge,
    unit: "ms",
    decimals: 1,
    noValue: context.say(boardTexts["none-or-unknown"]),
  });
}

function closed(context: BoardContext) {
  const query = `SELECT count("revision") FROM "case_state" WHERE ${closings} AND $timeFilter`;
  return tile(context, 17, context.say(casesBoardTexts.closed), query, {
    noValue: context.say(boardTexts["none-or-unknown"]),
  });
}

function median(context: BoardContext) {
  const query = `SELECT median("ageMs") FROM "case_state" WHERE ${closings} AND $timeFilter`;
  return tile(context, 21, context.say(casesBoardTexts.median), query, {
    place: at(21, 0, 3, 4),
    unit: "ms",
    decimals: 1,
    noValue: context.say(boardTexts["none-or-unknown"]),
  });
}

function openTable(context: BoardContext) {
  const { language, say, text } = context;
  const columns = {
    level: say(columnTexts.level),
    title: say(columnTexts.case),
    station: say(columnTexts.station),
    district: say(columnTexts.district),
    unit: say(columnTexts.unit),
    age: say(columnTexts.age),
  };
  return rows({
    language,
    title: say(casesBoardTexts["open-table"]),
    place: at(0, 4, 15, 10),
    lookBack: snapshotAge,
    noValue: say(cityBoardTexts["no-rows"]),
    queries: [
      rowsOf(
        `SELECT last("level") AS "${columns.level}", "${text("title")}" AS "${columns.title}", "${text("station")}" AS "${columns.station}", "${text("district")}" AS "${columns.district}", "${text("unit")}" AS "${columns.unit}", "ageMs" AS "${columns.age}" FROM "case_open" WHERE $timeFilter GROUP BY "station", "hazard"`,
      ),
    ],
    hidden: ["Time", "station", "hazard"],
    columns: [
      { name: columns.level, mappings: levelMappings(language), width: 120 },
      { name: columns.age, unit: "ms", decimals: 1, width: 110 },
    ],
    sortBy: { column: columns.level, isDescending: true },
  });
}

function openByLevel(context: BoardContext) {
  const { language, say } = context;
  const nameOf = (look: Look): string => `${look.mark} ${look.name[language]}`;
  return lines({
    language,
    title: say(casesBoardTexts["open-by-level"]),
    place: at(15, 4, 9, 10),
    style: "stacked",
    decimals: 0,
    min: 0,
    queries: levelLooks.map((look) =>
      seriesOf(
        `SELECT count("level") FROM (SELECT last("level") AS "level" FROM "case_open" WHERE $timeFilter GROUP BY time($__interval), "station", "hazard" fill(none)) WHERE "level" = ${look.rank} AND $timeFilter GROUP BY time($__interval) fill(none)`,
        nameOf(look),
      ),
    ),
    colours: levelLooks.map((look) => ({ name: nameOf(look), colour: look.colour })),
  });
}

function openedAndClosed(context: BoardContext) {
  const { language, say } = context;
  const perHour = (where: string, name: string) =>
    seriesOf(
      `SELECT count("revision") FROM "case_state" WHERE ${where} AND $timeFilter GROUP BY time(1h) fill(0)`,
      name,
    );
  return lines({
    language,
    title: say(casesBoardTexts["opened-and-closed"]),
    place: at(0, 14, 12, 8),
    style: "bars",
    decimals: 0,
    min: 0,
    queries: [
      perHour(`"revision" = 1`, say(casesBoardTexts["opened-series"])),
      perHour(closings, say(casesBoardTexts["closed-series"])),
    ],
    colours: [
      { name: say(casesBoardTexts["opened-series"]), colour: poor },
      { name: say(casesBoardTexts["closed-series"]), colour: good },
    ],
  });
}

function evaluation(context: BoardContext) {
  const { language, say } = context;
  const columns = {
    hazard: say(columnTexts.hazard),
    count: say(columnTexts["closed-count"]),
    median: say(columnTexts.median),
    longest: say(columnTexts.longest),
  };
  return rows({
    language,
    title: say(casesBoardTexts.evaluation),
    description: say(casesBoardTexts["evaluation-why"]),
    place: at(12, 14, 12, 8),
    noValue: say(casesBoardTexts["none-closed"]),
    queries: [
      rowsOf(
        `SELECT count("ageMs") AS "${columns.count}", median("ageMs") AS "${columns.median}", max("ageMs") AS "${columns.longest}" FROM "case_state" WHERE ${closings} AND $timeFilter GROUP BY "hazard"`,
      ),
    ],
    columns: [
      { name: "hazard", as: columns.hazard, names: namesOf(hazardNames, language) },
      { name: columns.count, decimals: 0 },
      { name: columns.median, unit: "ms", decimals: 1 },
      { name: columns.longest, unit: "ms", decimals: 1 },
    ],
  });
}

function changes(context: BoardContext) {
  const { language, say, text } = context;
  const columns = {
    level: say(columnTexts.level),
    state: say(columnTexts.state),
    change: say(columnTexts.change),
    title: say(columnTexts.case),
  };
  return rows({
    language,
    title: say(casesBoardTexts.changes),
    place: at(0, 22, 24, 8),
    queries: [
      rowsOf(
        `SELECT "level" AS "${columns.level}", "state" AS "${columns.state}", "change" AS "${columns.change}", "${text("title")}" AS "${columns.title}" FROM "case_state" WHERE $timeFilter ORDER BY time DESC LIMIT 50`,
      ),
    ],
    hidden: [],
    columns: [
      { name: "Time", as: say(columnTexts.time), width: 190 },
      { name: columns.level, mappings: levelMappings(language), width: 130 },
      {
        name: columns.state,
        mappings: mappingsOf({
          reported: { text: say(caseStateTexts.reported), colour: plain },
          registered: { text: say(caseStateTexts.registered), colour: plain },
          dispatched: { text: say(caseStateTexts.dispatched), colour: plain },
          handling: { text: say(caseStateTexts.handling), colour: plain },
          handled: { text: say(caseStateTexts.handled), colour: good },
          verified: { text: say(caseStateTexts.verified), colour: good },
          closed: { text: say(caseStateTexts.closed), colour: good },
          voided: { text: say(caseStateTexts.voided), colour: plain },
        } satisfies Record<CaseState, MappedValue>),
        width: 110,
      },
      {
        name: columns.change,
        mappings: cellNames(namesOf(caseEntryNames, language)),
        width: 130,
      },
    ],
  });
}
