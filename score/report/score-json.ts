import type { Hazard } from "../../domain/city/hazard.ts";
import type { Level } from "../../domain/city/level.ts";
import type { CaseId, GaugeId, RuleId, StationId } from "../../domain/ids.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { FaultKind } from "../../simulators/fleet/fault.ts";
import type { FailureCause } from "../metrics/answer-kinds.ts";
import { beginningFaults } from "../metrics/blindness.ts";
import { peakLevelOf, startOf } from "../outcome/alarm-spans.ts";
import type { RunScore, ScoreTotals } from "../run-score.ts";
import type { ScoreReport } from "./reported-run.ts";

/** The report as JSON: figures of every run, and what went wrong one by one. Instants are ISO 8601 in UTC, durations ms. */
export interface ScoreJson {
  readonly guanlan: string;
  readonly city: string;
  readonly runs: readonly RunJson[];
}

export interface RunJson {
  readonly scenario: string;
  readonly seed: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly stations: number;
  readonly gauges: number;
  readonly totals: ScoreTotals;
  readonly failures: readonly {
    readonly stationId: StationId;
    readonly hazard: Hazard;
    readonly level: Level;
    readonly ruleId: RuleId;
    readonly crossedAt: string;
    readonly peak: number;
    readonly answer: "late" | "missed";
    readonly leadMs: number | null;
    readonly cause: FailureCause;
    readonly faults: readonly FaultKind[];
  }[];
  readonly falseAlarms: readonly {
    readonly ruleId: RuleId;
    readonly stationId: StationId | null;
    readonly raisedAt: string;
    readonly level: Level;
    readonly trueLevel: Level | null;
  }[];
  /** Blind stretches of important gauges that were said late or never. */
  readonly blindUnsaid: readonly {
    readonly gaugeId: GaugeId;
    readonly from: string;
    readonly to: string;
    readonly faults: readonly FaultKind[];
    readonly isHeard: boolean;
    readonly raisedAt: string | null;
    readonly waitIntervals: number;
  }[];
  readonly doubled: readonly { readonly first: CaseId; readonly second: CaseId; readonly how: string }[];
}

export function scoreJson({ version, city, runs }: ScoreReport): ScoreJson {
  return { guanlan: version, city: city.code, runs: runs.map(({ score }) => runJson(score)) };
}

function runJson({ scenario, stations, gauges, totals, failures, alarms, blind, doubled }: RunScore): RunJson {
  return {
    scenario: scenario.name,
    seed: scenario.seed,
    startsAt: instant(scenario.startsAt),
    endsAt: instant(scenario.endsAt),
    stations,
    gauges,
    totals,
    failures: failures.map(({ crossing: { mark, crossedAt, peak, leadMs }, answer, cause, faults }) => {
      const { stationId, hazard, level, ruleId } = mark;
      return { stationId, hazard, level, ruleId, crossedAt: instant(crossedAt), peak, answer, leadMs, cause, faults };
    }),
    falseAlarms: alarms
      .filter(({ truth }) => truth === "false" || truth === "too-grave")
      .map(({ span, trueLevel }) => {
        const { ruleId, stationId } = span;
        return { ruleId, stationId, raisedAt: instant(startOf(span)), level: peakLevelOf(span), trueLevel };
      }),
    blindUnsaid: blind
      .filter(({ isSaidInTime }) => !isSaidInTime)
      .map((stretch) => {
        const { gaugeId, from, to, isHeard, raisedAt, waitIntervals } = stretch;
        const raised = raisedAt === null ? null : instant(raisedAt);
        const faults = beginningFaults(stretch);
        return { gaugeId, from: instant(from), to: instant(to), faults, isHeard, raisedAt: raised, waitIntervals };
      }),
    doubled: doubled.map(({ first, second, how }) => ({ first: first.caseId, second: second.caseId, how })),
  };
}

/** Whole ms. */
function instant(at: number): string {
  return isoInstant(Math.round(at));
}
