import type { Mode } from "../../domain/city/mode.ts";
import type { AlarmLimits } from "./alarm-state.ts";
import type { LimitsInTime } from "./combined/fold-alarm.ts";
import { limitsIn, type RunningAlarm } from "./running-alarm.ts";

/** Which mode the city was in when; a reading is judged by the limits of its own time, however late it comes. */
export interface ModeClock extends LimitsInTime {
  readonly mode: Mode;
  /** When it began; -Infinity for the first. */
  readonly since: number;
  /** @returns false when it is that mode already, or the change is older than the last one */
  change(mode: Mode, at: number): boolean;
}

export function createModeClock(latenessLimitMs: number): ModeClock {
  const changes: { readonly at: number; readonly mode: Mode }[] = [{ at: Number.NEGATIVE_INFINITY, mode: "daily" }];
  const newest = () => changes[changes.length - 1] as { readonly at: number; readonly mode: Mode };
  return {
    latenessLimitMs,
    get mode() {
      return newest().mode;
    },
    get since() {
      return newest().at;
    },
    change(mode, at) {
      if (mode === newest().mode || at < newest().at) return false;
      changes.push({ at, mode });
      return true;
    },
    at(alarm: RunningAlarm, at: number): AlarmLimits {
      if (at >= newest().at) return alarm.limits;
      const then = changes.findLast((change) => change.at <= at);
      return limitsIn(alarm.bound, then?.mode ?? "daily");
    },
    nextChange: (at) => changes.find((change) => change.at > at)?.at ?? Number.POSITIVE_INFINITY,
  };
}
