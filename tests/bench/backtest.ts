import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { backtest } from "../../backtest/backtest.ts";
import { emptyCity, makeSetup } from "../../backtest/make-setup.ts";
import { parseMarks } from "../../backtest/marks.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { readCsvFiles } from "../../recordings/read-csv.ts";
import { type RecordingSource, recordingSource } from "../../recordings/recording-source.ts";
import type { RawSeries } from "../../recordings/series-builder.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { ruleFrom } from "../support/worlds/rules-world.ts";

export interface BacktestFigures {
  readonly what: string;
  readonly observations: number;
  readonly perSecond: number;
}

const gauges = 50;

/**
 * Observations a second of `guanlan backtest`, part by part: reading the CSV, and judging, which always holds two
 * baselines and the scoring beside the alarm under test. A reading a minute of 50 gauges, with floods and noise.
 */
export async function benchBacktest({ observations = 1_000_000 } = {}): Promise<readonly BacktestFigures[]> {
  const series = Array.from({ length: gauges }, (_, index) => seriesOf(index, Math.ceil(observations / gauges)));
  const count = series.reduce((sum, { times }) => sum + times.length, 0);
  const figures: BacktestFigures[] = [];
  const note = (what: string, ms: number): void => {
    figures.push({ what, observations: count, perSecond: Math.round((count * 1000) / ms) });
  };
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-"));
  try {
    const text = csvOf(series);
    for (const [what, name, bytes] of [
      ["read csv", "long.csv", text],
      ["read csv.gz", "long.csv.gz", gzipSync(text)],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      note(what, await timed(() => readCsvFiles(source(join(folder, name)))));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  note("judge: forecast, baselines, scoring", await timed(() => judge(series, null)));
  note("judge: rule of 4 levels, forecast, baselines, scoring", await timed(() => judge(series, ladder)));
  const parts = new Map(figures.map(({ what, perSecond }) => [what, 1 / perSecond]));
  const all = (parts.get("read csv.gz") ?? 0) + (parts.get("judge: forecast, baselines, scoring") ?? 0);
  figures.push({ what: "read csv.gz and judge the forecast", observations: count, perSecond: Math.round(1 / all) });
  return figures;
}

const ladder: Rule = ruleFrom({
  id: "depth",
  levels: { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } },
  deadband: 0.03,
  onDelay: "10s",
  offDelay: "10min",
});

function judge(series: readonly RawSeries[], rule: Rule | null): void {
  const made = makeSetup(
    series.map((each) => ({ ...each, received: null })),
    {
      city: emptyCity,
      rule,
      property: "depth",
      unit: "m",
      marks: parseMarks("--mark", ["0.27"]),
      lowerMarks: parseMarks("--lower-mark", ["0.15"]),
      thresholds: {},
      minRows: 2,
    },
  );
  const trial = made.rule && {
    rule: made.rule,
    atLevel: "orange" as const,
    settings: rulesSettings.parse({}),
    entries: [],
    isChecked: true,
    others: [],
  };
  backtest(made.world, { trial, isWaterLevel: true });
}

/** The quicker of two, so that the second finds its code compiled. */
async function timed(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    const before = performance.now();
    await work();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

function seriesOf(index: number, length: number): RawSeries {
  let seed = index + 1;
  const noise = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648 - 0.5) * 0.02;
  };
  const times = Float64Array.from({ length }, (_, at) => 1_750_000_000_000 + at * minuteMs + index * 1000);
  const values = times.map((_, at) => {
    const phase = ((at + index * 37) % 1440) / 1440;
    const flood = phase < 0.08 ? 0.5 * Math.sin((phase / 0.08) * Math.PI) : 0;
    return Number(Math.max(0, 0.03 + flood + noise()).toFixed(3));
  });
  return { station: `gauge-${index}` as GaugeId, times, values };
}

function csvOf(series: readonly RawSeries[]): string {
  const lines = ["time_utc,station,depth_m"];
  for (let row = 0; row < (series[0]?.times.length ?? 0); row++) {
    for (const { station, times, values } of series) {
      lines.push(`${new Date(times[row] as number).toISOString().slice(0, 19)}Z,${station},${values[row]}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function source(file: string): RecordingSource {
  return recordingSource({ files: [file], time: ["time_utc"], values: ["depth_m"], station: "station" });
}
