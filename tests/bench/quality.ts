import { minuteMs } from "../../domain/clock.ts";
import type { QualityFlag } from "../../domain/quality.ts";
import { aggregate } from "../../rules/quality/qartod/aggregate.ts";
import { flatLine } from "../../rules/quality/qartod/flat-line.ts";
import { jump } from "../../rules/quality/qartod/jump.ts";
import { rateOfChange } from "../../rules/quality/qartod/rate-of-change.ts";
import { spike } from "../../rules/quality/qartod/spike.ts";
import { type QualityConfig, qualityConfigOf } from "../../rules/quality/quality-config.ts";
import { type QualityScore, scoredChecks, scoreFlags, scoreQuality } from "../../rules/quality/score-quality.ts";
import { type LabelledStages, logan } from "../support/labelled-stages.ts";

/** Rows of a Markdown table: the checks of live readings and the QARTOD tests on the whole record, by site and check. */
export function benchQuality(): readonly string[] {
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
  ];
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
