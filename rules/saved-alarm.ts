import { z } from "zod";
import type { AlarmTransition } from "../domain/alarm.ts";
import { HubError } from "../domain/errors.ts";
import { type AlarmState, pendingOrNone, rankOfState } from "./alarm-state.ts";
import type { SavedAlarm } from "./ports.ts";
import type { RunningAlarm } from "./running-alarm.ts";

const moment = z.number().nullable();

const savedSchema = z.object({
  version: z.literal(1),
  about: z.string(),
  state: z.object({
    latched: z.number().int().min(0).max(15),
    pendingSince: z.array(moment).length(4),
    episodeStartedAt: moment,
    peakSignal: moment,
    told: z.object({ from: z.number(), to: z.number(), rank: z.number() }).nullable(),
  }),
  last: z.custom<AlarmTransition>((value) => typeof value === "object").nullable(),
});

export interface RestoredAlarm {
  readonly about: string;
  readonly state: AlarmState;
  /** The transition that brought it to its level: all that is left to say of it once its rule is gone. */
  readonly last: AlarmTransition | null;
}

/** What must outlive the process: windows, newest times and receptions are the journal's to tell. */
export function saveAlarm({ bound, about, state, last }: RunningAlarm): SavedAlarm {
  const { alarmKey, rule, ruleVersion } = bound;
  return { alarmKey, ruleId: rule.id, ruleVersion, state: { version: 1, about, state, last } };
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readSavedAlarm(saved: SavedAlarm): RestoredAlarm {
  const parsed = savedSchema.safeParse(saved.state);
  if (!parsed.success) {
    throw new HubError(
      "rules.saved_state_unreadable",
      `Cannot restore alarm ${saved.alarmKey} as its saved state must have version 1: got ${JSON.stringify(saved.state)?.slice(0, 200)}; restore a backup, or replay the journal into an empty state`,
      { cause: parsed.error },
    );
  }
  const { about, state, last } = parsed.data;
  return { about, state, last: state.latched === 0 ? null : last };
}

/** Puts saved state under an alarm of the rule as it reads now: delays of levels it no longer has are dropped. */
export function resumeAlarm(alarm: RunningAlarm, { state, last }: RestoredAlarm): void {
  const ranks = new Set(alarm.bound.limits.levels.map((level) => level.rank));
  const stillThere = state.pendingSince.map((since, index) => (ranks.has(index + 1) ? since : null));
  alarm.state = { ...state, pendingSince: pendingOrNone(stillThere) };
  alarm.last = last;
}

/** The end of an alarm that nothing judges any more; null when it was not raised. */
export function endOf({ state, last }: RestoredAlarm, clock: number): AlarmTransition | null {
  if (rankOfState(state) === 0 || last === null) return null;
  const at = Math.max(clock, last.at);
  return { ...last, from: last.to, to: null, at, receivedAt: at, cause: "rule_removed", isLate: false };
}
