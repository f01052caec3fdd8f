import type { BlindSpot } from "./blind-spot.ts";
import type { Hazard } from "./hazard.ts";
import type { NoiseNote } from "./hold.ts";
import type { AlarmKey, AreaCode, GaugeId, RuleId, StationId } from "./ids.ts";
import type { Level } from "./level.ts";
import type { BilingualText } from "./text.ts";

/** What an alarm is about: one gauge, one station or one area. */
export type AlarmTarget =
  | { readonly kind: "gauge"; readonly gaugeId: GaugeId; readonly stationId: StationId }
  | { readonly kind: "station"; readonly stationId: StationId }
  | { readonly kind: "area"; readonly areaCode: AreaCode };

/** Why an alarm moved; also the metric label. */
export type TransitionCause =
  /** An observation crossed a limit, long enough. */
  | "observation"
  /** Time passed on our clock: silence. */
  | "clock"
  /** The rule was removed, or no longer applies to this target. */
  | "rule_removed";

/**
 * An alarm changing level: raised from null, stepped up, stepped down, or cleared to null. The only thing that rules
 * tell cases and warnings.
 */
export interface AlarmTransition {
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  /** Short digest of the rule's text, so that an alarm names what judged it. */
  readonly ruleVersion: string;
  readonly hazard: Hazard;
  readonly target: AlarmTarget;
  readonly from: Level | null;
  readonly to: Level | null;
  /** Observation time at which the alarm moved, ms since 1970. */
  readonly at: number;
  /** When the hub learnt of it, ms since 1970. */
  readonly receivedAt: number;
  /** Observation time at which the alarm last left null: the start of its episode. */
  readonly episodeStartedAt: number;
  readonly cause: TransitionCause;
  /** What the condition compared, in `unit`; canonical value for a threshold, metres per hour for a rate of rise. */
  readonly signal: number;
  readonly unit: string;
  /** Worst signal of the episode so far. */
  readonly peakSignal: number;
  /** Limit that was crossed, in `unit`. */
  readonly limit: number;
  /** True when the observation came too late to be paged as live. */
  readonly isLate: boolean;
  readonly title: BilingualText;
  readonly advice: BilingualText;
  /** False for rules that only record. */
  readonly opensCase: boolean;
  readonly draftsWarning: boolean;
}

/**
 * A late observation that would have raised an alarm had it come in time. It goes on the case's or station's timeline
 * as "peak missed while offline" and pages nobody.
 */
export interface MissedPeak {
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  readonly ruleVersion: string;
  readonly hazard: Hazard;
  readonly target: AlarmTarget;
  /** Level it would have reached. */
  readonly level: Level;
  readonly at: number;
  readonly receivedAt: number;
  readonly signal: number;
  readonly unit: string;
  readonly limit: number;
}
  /** What noise control made of it; absent when it went straight on. */
  readonly noise?: NoiseNote;
  /** Absent but for a station nobody sees while it rains. */
  readonly blindSpot?: BlindSpot;
