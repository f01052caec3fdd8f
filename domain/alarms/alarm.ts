import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Property } from "../city/property.ts";
import type { AlarmKey, AreaCode, GaugeId, RuleId, StationId } from "../ids.ts";
import type { BlindSpot } from "../observations/blind-spot.ts";
import type { BilingualText } from "../text.ts";
import type { Doubt } from "./doubt.ts";
import type { SuppressionNote } from "./hold.ts";

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

/** What a transition may bring about. */
export type TransitionEffect =
  /** Cases and warnings follow it. Live transitions of one alarm are a chain: `from` is the `to` of the one before. */
  | "live"
  /** It completes the record of what happened and moves nothing: late readings showed it after the fact. */
  | "record"
  /** Its rule runs in shadow: recorded, acts on nothing. */
  | "shadow";

/**
 * An alarm changing level: raised from null, stepped up, stepped down, or cleared to null; or standing where late readings had
 * brought it, confirmed by a live one. The only thing that rules tell cases and warnings.
 */
export interface AlarmTransition {
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  /** Short digest of the rule's text, so that an alarm names what judged it. */
  readonly ruleVersion: string;
  readonly hazard: Hazard;
  readonly target: AlarmTarget;
  /** The same as `to` where the level stands and a live reading has confirmed it. */
  readonly from: Level | null;
  readonly to: Level | null;
  /** Observation time at which the alarm moved, ms since 1970. */
  readonly at: number;
  /** When the hub learnt of it, ms since 1970. */
  readonly receivedAt: number;
  /** Observation time at which the alarm last left null: the start of its episode. */
  readonly episodeStartedAt: number;
  readonly cause: TransitionCause;
  /**
   * Kind of condition that made it, such as `threshold` or `silence`, as rule files name it. Absent for built-in alarms,
   * and in transitions written before it was recorded.
   */
  readonly conditionKind?: string;
  /** What the condition compared, in `unit`; canonical value for a threshold, metres per hour for a rate of rise. */
  readonly signal: number;
  readonly unit: string;
  /** Worst signal of the episode so far. */
  readonly peakSignal: number;
  /** Limit that was crossed, in `unit`. */
  readonly limit: number;
  /** True when the observation came too late to be paged as live. */
  readonly isLate: boolean;
  /**
   * The gravest level, up to `to`, at which live readings have shown the alarm; absent where that is `to` and nothing is late,
   * or none and it is late (live-level.ts).
   */
  readonly liveLevel?: Level | null;
  readonly effect: TransitionEffect;
  /**
   * Set when late readings change what was notified: of everything notified of this alarm, what happened at this observation
   * time or later no longer holds, and this transition and those after it stand instead (docs/decisions/0007). Null
   * when nothing is revised.
   */
  readonly revisesFromAt: number | null;
  /** Why, in words, where the number alone does not say: how much of a window was covered, which gauges, the forecast. */
  readonly reason: BilingualText | null;
  /** Why a doubtful observation that moved it was believed; absent where none was. */
  readonly trustedBecause?: BilingualText;
  /** What speaks against the reading that moved it; absent where nothing does. */
  readonly doubt?: Doubt;
  readonly title: BilingualText;
  readonly advice: BilingualText;
  /** Station or area, as people called it then. Absent in transitions written before it was recorded. */
  readonly placeName?: BilingualText;
  /** What `signal` is, for people: `water depth`, `rain in 1 h`. Absent for built-in alarms. */
  readonly signalName?: BilingualText;
  /** What the gauge measures; absent where the alarm is not about one gauge. */
  readonly property?: Property;
  /** Whether rising or falling to the limit raises it; absent for rising, and for built-in alarms. */
  readonly direction?: "above" | "below";
  /** What happened, in words without the place, of built-in alarms: their numbers alone do not say it. */
  readonly statement?: BilingualText;
  /** On-delay and off-delay of its rule together, ms: no faster than that can it flap. Absent where there is none. */
  readonly delaysMs?: number;
  /** False for rules that only record. */
  readonly opensCase: boolean;
  readonly draftsWarning: boolean;
  /** What suppression made of it; absent when nothing held it. */
  readonly noise?: SuppressionNote;
  /** Only on the alarm of a station without live gauges while it rains. */
  readonly blindSpot?: BlindSpot;
}

/**
 * A late observation that would have raised an alarm had it come in time. It goes on the station's timeline and on that of
 * its case, which it opens where none is open, as "peak missed while offline", and pages no one.
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
  /** As on a transition. */
  readonly placeName?: BilingualText;
  readonly signalName?: BilingualText;
  readonly property?: Property;
  /** What a case that it opens says; absent where its rule opens none, and in peaks from before it was recorded. */
  readonly opensCase?: { readonly title: BilingualText; readonly advice: BilingualText };
}
