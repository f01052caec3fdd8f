import { gaugeStates } from "../../domain/observations/gauge-state.ts";
import { boardTexts } from "../../locales/dashboards/all-boards.ts";
import { columnTexts } from "../../locales/dashboards/columns.ts";
import { devicesBoardTexts } from "../../locales/dashboards/devices.ts";
import { deviceTexts, stationKindNames } from "../../locales/dashboards/values.ts";
import { colours as lookColours } from "../../locales/looks.ts";
import { clockKindNames, gaugeStateNames } from "../../locales/names.ts";
import type { Board, BoardContext } from "../board.ts";
import { districtNames, stationNames } from "../city-names.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { bad, calmLook, good, plain, poor, unknown, unknownLook } from "../level-looks.ts";
import { freshness } from "../panels/freshness.ts";
import { lines } from "../panels/lines.ts";
import { at } from "../panels/panel-spec.ts";
import { rows } from "../panels/rows.ts";
import { tiles, workstationText } from "../panels/tiles.ts";
import { mappingsOf, namesOf } from "../panels/value-mappings.ts";
import { deviceSampleAge, snapshotAge } from "../snapshot-age.ts";

/** Devices and coverage: which devices and gauges report, and which districts have no station. */
export function devicesBoard(context: BoardContext): Board {
  const { say } = context;
  return {
    name: "devices",
    title: say(devicesBoardTexts.title),
    description: say(devicesBoardTexts.why),
    isWall: false,
    range: "24h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      onlineShare(context),
      heardShare(context),
      wrongClocks(context),
      unmonitoredDistricts(context),
      shareOverTime(context),
      gaugesByState(context),
      coverage(context),
      deviceTable(context),
    ],
  };
}

const shareSteps = [
  { from: null, colour: bad },
  { from: 0.8, colour: poor },
  { from: 0.95, colour: good },
] as const;

function share(context: BoardContext, title: string, query: string, x: number, why: string) {
  return tiles({
    language: context.language,
    title,
    description: why,
    place: at(x, 0, 5, 4),
    lookBack: snapshotAge,
    unit: "percentunit",
    decimals: 1,
    queries: [rowsOf(query)],
    steps: shareSteps,
    ...workstationText,
  });
}

function onlineShare(context: BoardContext) {
  const { say } = context;
  const query = 'SELECT last("onlineDevices") / last("devices") FROM "hub_health" WHERE $timeFilter';
  return share(context, say(devicesBoardTexts.online), query, 5, say(devicesBoardTexts["online-why"]));
}

function heardShare(context: BoardContext) {
  const { say } = context;
  const query = 'SELECT last("liveGauges") / last("gauges") FROM "hub_health" WHERE $timeFilter';
  return share(context, say(devicesBoardTexts.heard), query, 10, say(devicesBoardTexts["heard-why"]));
}

function wrongClocks(context: BoardContext) {
  return tiles({
    language: context.language,
    title: context.say(devicesBoardTexts["wrong-clocks"]),
    place: at(15, 0, 4, 4),
    lookBack: deviceSampleAge,
    decimals: 0,
    queries: [
      rowsOf(
        'SELECT sum("wrong") FROM (SELECT last("clockWrong") AS "wrong" FROM "device_health" WHERE $timeFilter GROUP BY "device")',
      ),
    ],
    steps: [
      { from: null, colour: good },
      { from: 1, colour: poor },
    ],
    ...workstationText,
  });
}

function unmonitoredDistricts(context: BoardContext) {
  const query =
    'SELECT count("stations") FROM (SELECT last("stations") AS "stations" FROM "district_state" WHERE $timeFilter GROUP BY "district") WHERE "stations" = 0';
  return tiles({
    language: context.language,
    title: context.say(devicesBoardTexts.unwatched),
    description: context.say(devicesBoardTexts["unwatched-why"]),
    place: at(19, 0, 5, 4),
    lookBack: snapshotAge,
    decimals: 0,
    queries: [rowsOf(query)],
    steps: [{ from: null, colour: unknown }],
    noValue: context.say(boardTexts["none-or-unknown"]),
    ...workstationText,
  });
}

function shareOverTime(context: BoardContext) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(devicesBoardTexts["online-over"]),
    place: at(0, 4, 12, 9),
    unit: "percentunit",
    decimals: 0,
    min: 0,
    max: 1,
    names: districtNames(city, language),
    queries: [
      seriesOf(
        'SELECT mean("online") FROM "device_health" WHERE $timeFilter GROUP BY time($__interval), "district" fill(none)',
        "$tag_district",
      ),
    ],
  });
}

function gaugesByState(context: BoardContext) {
  const { language, say } = context;
  const colours = {
    live: good,
    stale: plain,
    suspect: poor,
    unusable: "#6f4a86",
    silent: unknown,
    maintenance: lookColours.maintenance.onDark,
  } as const;
  return lines({
    language,
    title: say(devicesBoardTexts["gauges-over"]),
    place: at(12, 4, 12, 9),
    style: "stacked",
    decimals: 0,
    min: 0,
    queries: gaugeStates.map((state) =>
      seriesOf(
        `SELECT last("${state}Gauges") FROM "hub_health" WHERE $timeFilter GROUP BY time($__interval) fill(none)`,
        gaugeStateNames[state][language],
      ),
    ),
    colours: gaugeStates.map((state) => ({ name: gaugeStateNames[state][language], colour: colours[state] })),
  });
}

function coverage(context: BoardContext) {
  const { language, say, text } = context;
  const columns = {
    district: say(columnTexts.district),
    stations: say(columnTexts.stations),
    unknown: say(columnTexts["unknown-stations"]),
    gauges: say(columnTexts.gauges),
    live: gaugeStateNames.live[language],
  };
  return rows({
    language,
    title: say(devicesBoardTexts.coverage),
    description: say(devicesBoardTexts["coverage-why"]),
    place: at(0, 13, 10, 13),
    lookBack: snapshotAge,
    decimals: 0,
    queries: [
      rowsOf(
        `SELECT "${text("district")}" AS "${columns.district}", last("stations") AS "${columns.stations}", "unknownStations" AS "${columns.unknown}", "gauges" AS "${columns.gauges}", "liveGauges" AS "${columns.live}" FROM "district_state" WHERE $timeFilter GROUP BY "district"`,
      ),
    ],
    hidden: ["Time", "district"],
    columns: [
      {
        name: columns.stations,
        mappings: mappingsOf({
          "0": { text: `${unknownLook.mark} ${say(devicesBoardTexts["not-watched"])}`, colour: unknown },
        }),
      },
    ],
    sortBy: { column: columns.stations, isDescending: true },
  });
}

function deviceTable(context: BoardContext) {
  const { language, say, city } = context;
  const columns = {
    state: say(columnTexts.state),
    heard: say(columnTexts["heard-ago"]),
    silent: say(columnTexts.blind),
    clock: say(columnTexts.clock),
  };
  return rows({
    language,
    title: say(devicesBoardTexts.list),
    place: at(10, 13, 14, 13),
    lookBack: deviceSampleAge,
    queries: [
      rowsOf(
        `SELECT last("online") AS "${columns.state}", "heardAgeMs" AS "${columns.heard}", "silentGauges" AS "${columns.silent}", "clockKind" AS "${columns.clock}" FROM "device_health" WHERE $timeFilter GROUP BY "device", "station", "kind"`,
      ),
    ],
    columns: [
      {
        name: columns.state,
        width: 110,
        mappings: mappingsOf({
          "0": { text: `${unknownLook.mark} ${say(deviceTexts.offline)}`, colour: unknown },
          "1": { text: `${calmLook.mark} ${say(deviceTexts.online)}`, colour: good },
        }),
      },
      { name: columns.heard, unit: "ms", decimals: 1, width: 120 },
      { name: columns.silent, decimals: 0, width: 120 },
      { name: columns.clock, names: namesOf(clockKindNames, language) },
      { name: "device", as: say(columnTexts.device) },
      { name: "station", as: say(columnTexts.station), names: stationNames(city, language) },
      { name: "kind", as: say(columnTexts.kind), names: namesOf(stationKindNames, language), width: 120 },
    ],
    sortBy: { column: columns.state, isDescending: false },
  });
}
