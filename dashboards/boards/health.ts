import type { BilingualText } from "../../domain/text.ts";
import { healthBoardTexts } from "../../locales/dashboards/health.ts";
import type { Board, BoardContext } from "../board.ts";
import { rowsOf, seriesOf } from "../influx-query.ts";
import { bad, good, poor } from "../level-looks.ts";
import { freshness } from "../panels/freshness.ts";
import { lines } from "../panels/lines.ts";
import { at, type ThresholdStep } from "../panels/panel-spec.ts";
import { tiles, workstationText } from "../panels/tiles.ts";
import { snapshotAge } from "../snapshot-age.ts";

/** Health of the hub: whether it, its copy in InfluxDB and its deliveries keep up. */
export function healthBoard(context: BoardContext): Board {
  const { say } = context;
  return {
    name: "health",
    title: say(healthBoardTexts.title),
    description: say(healthBoardTexts.why),
    isWall: false,
    range: "6h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      ...tileRows.map((row, index) => numberTile(context, row, 5 + index * 4)),
      ...plots.map((plot, index) => plotOverTime(context, plot, index)),
    ],
  };
}

interface TileRow {
  readonly title: BilingualText;
  readonly field: string;
  readonly unit?: string;
  readonly poorFrom: number;
  readonly badFrom: number;
}

const tileRows: readonly TileRow[] = [
  { title: healthBoardTexts.unsent, field: "oldestUnsentAgeMs", unit: "ms", poorFrom: 60_000, badFrom: 300_000 },
  { title: healthBoardTexts.refused, field: "refusedLines", poorFrom: 1, badFrom: 1000 },
  { title: healthBoardTexts["rules-lag"], field: "rulesLagRows", poorFrom: 1000, badFrom: 100_000 },
  { title: healthBoardTexts.urgent, field: "webhookOldestUrgentMs", unit: "ms", poorFrom: 10_000, badFrom: 60_000 },
  { title: healthBoardTexts.lost, field: "webhookLostUrgents", poorFrom: 1, badFrom: 1 },
];

function numberTile({ language, say }: BoardContext, row: TileRow, x: number) {
  const steps: readonly ThresholdStep[] = [
    { from: null, colour: good },
    { from: row.poorFrom, colour: poor },
    { from: row.badFrom, colour: bad },
  ];
  return tiles({
    language,
    title: say(row.title),
    place: at(x, 0, x === 21 ? 3 : 4, 4),
    lookBack: snapshotAge,
    decimals: 0,
    ...(row.unit === undefined ? {} : { unit: row.unit }),
    queries: [rowsOf(`SELECT last("${row.field}") FROM "hub_health" WHERE $timeFilter`)],
    steps,
    ...workstationText,
  });
}

interface Plot {
  readonly title: BilingualText;
  readonly unit?: string;
  /** Each a series: its words and what it is of. */
  readonly series: readonly (readonly [BilingualText, string])[];
}

const plots: readonly Plot[] = [
  {
    title: healthBoardTexts.flow,
    unit: "suffix: /s",
    series: [
      [healthBoardTexts.kept, 'non_negative_derivative(last("observations"), 1s)'],
      [healthBoardTexts.sent, 'non_negative_derivative(last("sentLines"), 1s)'],
      [healthBoardTexts.rejected, 'non_negative_derivative(last("rejects"), 1s)'],
    ],
  },
  {
    title: healthBoardTexts.spool,
    series: [
      [healthBoardTexts["spool-rows"], 'max("spoolRows")'],
      [healthBoardTexts["lag-rows"], 'max("rulesLagRows")'],
    ],
  },
  {
    title: healthBoardTexts.ages,
    unit: "ms",
    series: [
      [healthBoardTexts.newest, 'max("newestReceivedAgeMs")'],
      [healthBoardTexts["oldest-unsent"], 'max("oldestUnsentAgeMs")'],
    ],
  },
  { title: healthBoardTexts.commit, unit: "ms", series: [[healthBoardTexts.commit, 'max("journalCommitMs")']] },
  {
    title: healthBoardTexts.webhooks,
    series: [[healthBoardTexts.pending, 'max("webhookPending")']],
  },
  {
    title: healthBoardTexts.connections,
    series: [
      [healthBoardTexts.connected, 'last("connections")'],
      [healthBoardTexts["online-devices"], 'last("onlineDevices")'],
    ],
  },
  { title: healthBoardTexts.memory, unit: "bytes", series: [[healthBoardTexts.rss, 'max("rssBytes")']] },
  {
    title: healthBoardTexts.matters,
    series: [
      [healthBoardTexts["open-cases"], 'max("openCases")'],
      [healthBoardTexts["open-warnings"], 'max("openWarnings")'],
    ],
  },
];

function plotOverTime({ language, say }: BoardContext, plot: Plot, index: number) {
  return lines({
    language,
    title: say(plot.title),
    place: at((index % 2) * 12, 4 + Math.floor(index / 2) * 7, 12, 7),
    min: 0,
    ...(plot.unit === undefined ? {} : { unit: plot.unit }),
    queries: plot.series.map(([name, of]) =>
      seriesOf(`SELECT ${of} FROM "hub_health" WHERE $timeFilter GROUP BY time($__interval) fill(none)`, say(name)),
    ),
  });
}
