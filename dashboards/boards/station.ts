import { properties } from "../../domain/city/property.ts";
import { stationPanelTexts } from "../../locales/dashboards/all-boards.ts";
import { columnTexts } from "../../locales/dashboards/columns.ts";
import { stationBoardTexts } from "../../locales/dashboards/station.ts";
import { effectTexts, flagTexts, signalTexts } from "../../locales/dashboards/values.ts";
import { propertyNames } from "../../locales/names.ts";
import type { Board, BoardContext } from "../board.ts";
import { type DisplayName, gaugeNames, stationNames } from "../city-names.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { bad, calmLook, good, looks, poor, unknown, unknownLook } from "../level-looks.ts";
import { bands } from "../panels/bands.ts";
import { freshness } from "../panels/freshness.ts";
import { limitLines, limitsOf } from "../panels/limits.ts";
import { lines } from "../panels/lines.ts";
import { unitOf, unitSign } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { tiles, workstationText } from "../panels/tiles.ts";
import { levelMappings, mappingsOf } from "../panels/value-mappings.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** One station: its alarms, latest values, limits and history. */
export function stationBoard(context: BoardContext): Board {
  const { say, text, city, language } = context;
  return {
    name: "station",
    title: say(stationBoardTexts.title),
    description: say(stationBoardTexts.why),
    isWall: false,
    range: "12h",
    variables: [{ name: "station", label: say(columnTexts.station), options: stationNames(city, language) }],
    annotations: looks
      .filter((look) => look !== unknownLook)
      .map(({ rank, mark, name, colour }) => ({
        name: `${mark} ${name[language]}`,
        colour,
        query: `SELECT "${text("title")}" AS "title", "level" FROM "alarm" WHERE ${chosen} AND "effect" = 'live' AND "level" = ${rank} AND $timeFilter`,
      })),
    panels: [
      freshness(context, at(0, 0, 5, 6)),
      levelNow(context),
      gaugesNow(context),
      water(context),
      rain(context),
      stateOver(context),
      others(context),
      quality(context),
      alarms(context),
    ],
  };
}

const chosen = `"station" =~ /^\${station:regex}$/`;

function levelNow(context: BoardContext) {
  return tiles({
    language: context.language,
    title: context.say(stationBoardTexts.now),
    place: at(5, 0, 5, 6),
    lookBack: snapshotAge,
    queries: [rowsOf(`SELECT last("state") FROM "station_state" WHERE ${chosen} AND $timeFilter`)],
    mappings: levelMappings(context.language),
    ...workstationText,
  });
}

function gaugesNow(context: BoardContext) {
  const { language, say, city } = context;
  const columns = { value: say(columnTexts.value), flag: say(columnTexts.flag) };
  return rows({
    language,
    title: say(stationBoardTexts.gauges),
    place: at(10, 0, 14, 6),
    queries: [
      rowsOf(
        `SELECT last("value") AS "${columns.value}", "flag" AS "${columns.flag}" FROM "observation" WHERE ${chosen} AND $timeFilter GROUP BY "gauge", "property"`,
      ),
    ],
    hidden: [],
    columns: [
      { name: "Time", as: say(columnTexts.measured), unit: "dateTimeFromNow", width: 150 },
      { name: "gauge", as: say(columnTexts.gauge), names: gaugeNames(city, language) },
      {
        name: "property",
        as: say(columnTexts.property),
        names: properties.map((name) => ({ id: name, name: `${propertyNames[name][language]} (${unitSign(name)})` })),
      },
      { name: columns.value, decimals: 2, width: 100 },
      { name: columns.flag, mappings: flagMappings(context), width: 120 },
    ],
  });
}

/** Water with the limits its gauge has. */
function water(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(stationBoardTexts.water),
    place: at(0, 6, 14, 11),
    unit: "suffix: m",
    decimals: 2,
    names: gaugeNames(city, language),
    queries: [
      seriesOf(
        `SELECT max("value") FROM "observation" WHERE ${chosen} AND ("property" = 'stage' OR "property" = 'depth') AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(none)`,
        "$tag_gauge",
      ),
      ...limitsOf({ language, where: `${chosen} AND ("property" = 'stage' OR "property" = 'depth')` }),
    ],
    limits: limitLines(language),
  });
}

function rain(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(stationBoardTexts.rain),
    place: at(14, 6, 10, 11),
    style: "bars",
    unit: unitOf("rain"),
    decimals: 1,
    min: 0,
    names: gaugeNames(city, language, "rain"),
    queries: [
      seriesOf(
        `SELECT sum("value") FROM "observation" WHERE "property" = 'rain' AND "flag" <= 3 AND $timeFilter GROUP BY time(1h), "gauge" fill(none)`,
        "$tag_gauge",
      ),
    ],
  });
}

function stateOver(context: BoardContext) {
  const { language, say, city } = context;
  return bands({
    language,
    title: say(stationPanelTexts.over),
    description: say(stationPanelTexts["over-why"]),
    place: at(0, 17, 14, 5),
    names: stationNames(city, language),
    queries: [
      seriesOf(
        `SELECT max("state") FROM "station_state" WHERE ${chosen} AND $timeFilter GROUP BY time($__interval), "station" fill(null)`,
        "$tag_station",
      ),
    ],
    mappings: levelMappings(language),
  });
}

function others(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(stationBoardTexts.others),
    place: at(0, 22, 14, 8),
    decimals: 2,
    names: gaugeNames(city, language),
    queries: [
      seriesOf(
        `SELECT mean("value") FROM "observation" WHERE ${chosen} AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(none)`,
        "$tag_gauge",
      ),
    ],
  });
}

function quality(context: BoardContext) {
  const { language, say } = context;
  const flags = [
    ["1", say(flagTexts.good), good],
    ["3", say(flagTexts.suspect), poor],
    ["4", say(flagTexts.fail), bad],
  ] as const;
  return lines({
    language,
    title: say(stationBoardTexts.quality),
    description: say(stationBoardTexts["quality-why"]),
    place: at(14, 17, 10, 7),
    style: "stacked",
    decimals: 0,
    min: 0,
    queries: flags.map(([flag, name]) =>
      seriesOf(
        `SELECT count("flag") FROM "observation" WHERE ${chosen} AND "flag" = ${flag} AND $timeFilter GROUP BY time($__interval) fill(0)`,
        name,
      ),
    ),
    colours: flags.map(([, name, colour]) => ({ name, colour })),
  });
}

function alarms(context: BoardContext) {
  const { language, say, text } = context;
  const columns = {
    level: say(columnTexts.level),
    title: say(columnTexts.alarm),
    signal: say(columnTexts.signal),
    unit: say(columnTexts.sign),
  };
  return rows({
    language,
    title: say(stationBoardTexts.alarms),
    place: at(14, 24, 10, 6),
    queries: [
      rowsOf(
        `SELECT "level" AS "${columns.level}", "${text("title")}" AS "${columns.title}", "signal" AS "${columns.signal}", "unit" AS "${columns.unit}", "effect" FROM "alarm" WHERE ${chosen} AND $timeFilter ORDER BY time DESC LIMIT 50`,
      ),
    ],
    hidden: [],
    columns: [
      { name: "Time", as: say(columnTexts.time), width: 170 },
      { name: columns.level, mappings: levelMappings(language), width: 120 },
      { name: columns.signal, decimals: 2, width: 80 },
      { name: columns.unit, names: signalUnits(context), width: 80 },
      { name: "effect", as: say(columnTexts.effect), names: effectNames(context), width: 90 },
    ],
  });
}

/** Units of signals that are words; the others are signs and stand as they are. */
function signalUnits({ say }: BoardContext): readonly DisplayName[] {
  return [
    { id: "intervals", name: say(signalTexts.intervals) },
    { id: "chance", name: say(signalTexts.chance) },
    { id: "level", name: say(signalTexts.level) },
    { id: "min", name: say(signalTexts.minutes) },
  ];
}

/** An alarm on trial is none that anybody was called for. */
function effectNames({ say }: BoardContext): readonly DisplayName[] {
  return [
    { id: "live", name: say(effectTexts.live) },
    { id: "record", name: say(effectTexts.record) },
    { id: "shadow", name: say(effectTexts.shadow) },
  ];
}

function flagMappings({ say }: BoardContext) {
  return mappingsOf({
    "1": { text: `${calmLook.mark} ${say(flagTexts.good)}`, colour: good },
    "2": { text: say(flagTexts["not-evaluated"]), colour: unknown },
    "3": { text: `${unknownLook.mark} ${say(flagTexts.suspect)}`, colour: poor },
    "4": { text: `✕ ${say(flagTexts.fail)}`, colour: bad },
    "9": { text: `${unknownLook.mark} ${say(flagTexts.missing)}`, colour: unknown },
  });
}
