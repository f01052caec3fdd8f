import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { Property } from "../../domain/city/property.ts";
import type { AlarmKey, GaugeKey } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { AlarmPart, Condition } from "../conditions/condition.ts";
import type { AlarmLimits } from "../engine/alarm-state.ts";
import type { Rule } from "../language/rule-schema.ts";

/** A gauge whose observations an alarm listens to. */
export interface AlarmInput {
  readonly gauge: GaugeKey;
  readonly expectedIntervalMs: number;
}

/** One rule at one target, with its limits worked out: all that judging needs, nothing to look up. */
export interface BoundAlarm {
  readonly alarmKey: AlarmKey;
  readonly rule: Rule;
  /** Short digest of the rule as parsed. */
  readonly ruleVersion: string;
  readonly target: AlarmTarget;
  /** Name of the station or area, for titles. */
  readonly placeName: BilingualText;
  /** What the signal is, for people. */
  readonly signalName: BilingualText;
  /** What its gauge measures; null for an alarm made of others. */
  readonly property: Property | null;
  /** Its gauge; of an alarm made of others, the gauges of all of those. */
  readonly inputs: readonly AlarmInput[];
  /** The alarms it is made of; none where it judges a gauge itself. */
  readonly parts: readonly AlarmPart[];
  readonly condition: Condition;
  /** 1 where rising is graver, -1 where falling is: signals are multiplied by it before they meet `limits`. */
  readonly sign: 1 | -1;
  readonly limits: AlarmLimits;
  /** Where the rule has others in a mode. */
  readonly limitsByMode: Partial<Readonly<Record<Mode, AlarmLimits>>>;
  /** Bit `flag` is set for each quality flag that counts. */
  readonly flags: number;
  /** Unit of the signal. */
  readonly unit: string;
}

/** How much of the past an alarm needs, ms: of its gauge, or of the alarms that it is made of. */
export function lookBackMs({ condition, parts }: BoundAlarm): number {
  const windowMs = condition.movedBy === "observation" ? condition.windowMs : 0;
  return Math.max(windowMs, ...parts.map((part) => part.lookBackMs));
}
