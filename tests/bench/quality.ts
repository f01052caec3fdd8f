import { minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { QualityFlag } from "../../domain/observations/quality.ts";
import { jump } from "../../quality/qartod/jump.ts";
import { spike } from "../../quality/qartod/spike.ts";
import { type QualityConfig, qualityConfigOf } from "../../quality/quality-config.ts";
import { QualityGate } from "../../quality/quality-gate.ts";
import { aggregate } from "../reference/qartod/aggregate.ts";
import { flatLine } from "../reference/qartod/flat-line.ts";
import { rateOfChange } from "../reference/qartod/rate-of-change.ts";
import { type QualityScore, scoredChecks, scoreFlags, scoreQuality } from "../reference/score-quality.ts";
import { boundGauge } from "../support/worlds/quality-world.ts";
import { type LabelledStages, logan } from "./labelled-stages.ts";

/**
 * Two Markdown tables: the checks of live readings and the QARTOD tests on the whole record, by site and check; and what
 * the live checks found of the labels with each of the technicians' qualifiers.
 */
export function qualityTables(): readonly string[] {
  const sites = logan();
  if (sites === null) return ["not run: this machine lacks logan_qc (GUANLAN_DATA)"];
  const config = qualityConfigOf({ property: "stage", expectedIntervalMs: 15 * minuteMs }) as QualityConfig;
  return [
    "| site | checks | check | flagged | labelled | both | precision | recall | labelled stretches found |",
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...sites.flatMap((site) => [
      ...Object.entries(scoreQuality(config, site, site.isLabelled)).map(([check, score]) =>
        rowOf(site.site, "live", check, score),
      ),
      ...Object.entries(scoreBatch(config, site)).map(([check, score]) => rowOf(site.site, "QARTOD", check, score)),
    ]),
    "",
    "| site | qualifier | labelled | flagged live | recall | labelled stretches found |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...sites.flatMap((site) => qualifierRows(config, site)),
  ];
}

export interface QualityFigures {
  readonly water: "dry" | "still" | "moving";
  readonly gauges: number;
  readonly readings: number;
  readonly nsPerReading: number;
}

/** What the quality gate adds to each reading of a road gauge with a neighbour: in order, nothing doubtful. */
export function benchQuality({ water, gauges = 3_000, rounds = 600 }: BenchQuality): QualityFigures {
  const gate = new QualityGate(
    Array.from({ length: gauges }, (_, gauge) => boundGauge(gauge, { alike: [((gauge + 1) % gauges) as GaugeKey] })),
  );
  let elapsedMs = 0;
  for (let round = 0; round < rounds; round++) {
    const rows = Array.from({ length: gauges }, (_, gauge) => readingOf(water, gauge, round, gauges));
    const before = performance.now();
    for (const row of rows) gate.check(row);
    elapsedMs += performance.now() - before;
    gate.takeFlagChanges();
    gate.drainChanges();
  }
  const readings = gauges * rounds;
  return { water, gauges, readings, nsPerReading: Math.round((elapsedMs * 1e6) / readings) };
}

interface BenchQuality {
  readonly water: QualityFigures["water"];
  readonly gauges?: number;
  readonly rounds?: number;
}

function readingOf(
  water: QualityFigures["water"],
  gauge: number,
  round: number,
  gauges: number,
): JournalledObservation {
  const observedAt = 1_750_000_000_000 + round * minuteMs;
  const moving = 0.3 + 0.02 * Math.sin(round * 0.7 + gauge);
  return {
    gauge: gauge as GaugeKey,
    observedAt,
    receivedAt: observedAt + 300,
    value: water === "dry" ? 0 : water === "still" ? 0.4 : moving,
    flag: 1,
    checks: 0,
    deviceTime: null,
    seq: null,
    journalSeq: round * gauges + gauge + 1,
  };
}

function qualifierRows(config: QualityConfig, site: LabelledStages): readonly string[] {
  const numbers = new Set(
    [...site.qualifiers].filter((number, index) => site.isLabelled[index] && !Number.isNaN(number)),
  );
  return [...numbers]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const isLabelled = site.isLabelled.map((is, index) => is && site.qualifiers[index] === number);
      const { labelled, agreed, recall, stretches, stretchesFound } = scoreQuality(config, site, isLabelled).combined;
      if (labelled === 0) return [];
      const cells = [site.site, number, labelled, agreed, part(recall), `${stretchesFound} of ${stretches}`];
      return [`| ${cells.join(" | ")} |`];
    });
}

function rowOf(site: string, checks: string, check: string, score: QualityScore): string {
  const { flagged, labelled, agreed, precision, recall, stretches, stretchesFound } = score;
  const cells = [site, checks, check, flagged, labelled, agreed, part(precision), part(recall)];
  return `| ${cells.join(" | ")} | ${stretchesFound} of ${stretches} |`;
}

function part(ratio: number): string {
  return Number.isNaN(ratio) ? "-" : ratio.toFixed(3);
}

/** The same limits, by each test over the whole record at once, as it knows what comes after. */
function scoreBatch(config: QualityConfig, site: LabelledStages): Readonly<Record<string, QualityScore>> {
  const measured = [...site.values.keys()].filter((index) => !Number.isNaN(site.values[index]));
  const times = measured.map((index) => site.times[index] as number);
  const values = measured.map((index) => site.values[index] as number);
  const labels = measured.map((index) => site.isLabelled[index] === true);
  const { spike: limits, ratePerMs, flat } = config;
  const perS = { suspect: ratePerMs.suspect * 1000, fail: ratePerMs.fail * 1000 };
  const byCheck: Record<(typeof scoredChecks)[number], readonly QualityFlag[]> = {
    spike: spike(values, { ...limits, method: "differential" }),
    rateOfChange: rateOfChange(times, values, perS),
    flatLine: flatLine(times, values, { ...flat, failMs: 3 * flat.suspectMs }),
    jump: jump(values, { suspect: limits.fail }),
  };
  const score = (flags: readonly QualityFlag[]): QualityScore =>
    scoreFlags(
      flags.map((flag) => flag === 3 || flag === 4),
      labels,
    );
  return Object.fromEntries([
    ...scoredChecks.map((check) => [check, score(byCheck[check])]),
    ["combined", score(aggregate(Object.values(byCheck)))],
  ]);
}
