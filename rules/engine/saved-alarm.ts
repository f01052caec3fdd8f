import { z } from "zod";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { liveLevelOf } from "../../domain/alarms/live-level.ts";
import { levelOfRank, rankOf } from "../../domain/city/level.ts";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { savedAlarmTexts } from "../../locales/rules/alarms.ts";
import type { SavedEntry } from "../../store/ports.ts";
import { type AlarmState, pendingOrNone, rankOfState } from "./alarm-state.ts";
import type { LevelSince, PastState } from "./late/alarm-history.ts";
import type { RunningAlarm } from "./running-alarm.ts";

const moment = z.number().nullable();

/** JSON has no -Infinity: null is "always". */
const since = moment.transform((at) => at ?? Number.NEGATIVE_INFINITY);

const stateSchema = z.object({
  latched: z.number().int().min(0).max(15),
  pendingSince: z.array(moment).length(4),
  episodeStartedAt: moment,
  peakSignal: moment,
  told: z.object({ from: z.number(), to: z.number(), rank: z.number() }).nullable(),
});

/** The step under which it is saved, each alarm by its key. */
export const alarmsSaved = "rules";

const savedSchema = z.object({
  version: z.literal(2),
  ruleVersion: z.string(),
  about: z.string(),
  state: stateSchema,
  since,
  past: z.array(z.object({ since, until: z.number(), state: stateSchema })),
  levels: z.array(z.tuple([since, z.number(), z.number(), z.number()])).min(1),
  last: z.custom<AlarmTransition>((value) => typeof value === "object").nullable(),
  // Absent in what was saved before it was kept.
  liveRank: z.number().int().min(0).max(4).optional(),
});

export interface RestoredAlarm {
  readonly about: string;
  readonly ruleVersion: string;
  readonly state: AlarmState;
  readonly since: number;
  readonly past: readonly PastState[];
  readonly levels: readonly LevelSince[];
  /** The transition that brought it to its level: all that is left to say of it once its rule is gone. */
  readonly last: AlarmTransition | null;
  readonly liveRank: number;
}

/** What must outlive the process: windows, newest times and receptions are read from the journal. */
export function saveAlarm({ bound, about, state, stateSince, past, levels, last, liveRank }: RunningAlarm): SavedEntry {
  const { alarmKey, ruleVersion } = bound;
  return {
    step: alarmsSaved,
    key: alarmKey,
    state: {
      version: 2,
      ruleVersion,
      about,
      state,
      since: momentOf(stateSince),
      past: past.map((each) => ({ ...each, since: momentOf(each.since) })),
      levels: levels.map(({ at, rank, low, high }) => [momentOf(at), rank, low, high]),
      last,
      liveRank,
    },
  };
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readSavedAlarm({ key, state: saved }: SavedEntry): RestoredAlarm {
  const parsed = savedSchema.safeParse(saved);
  if (!parsed.success) {
    throw new HubError(
      "rules.saved_state_unreadable",
      fill(savedAlarmTexts["alarm-unreadable"], { key, got: String(JSON.stringify(saved)?.slice(0, 200)) }),
      { cause: parsed.error },
    );
  }
  const { about, ruleVersion, state, since, past, last } = parsed.data;
  const levels = parsed.data.levels.map(([at, rank, low, high]) => ({ at, rank, low, high }));
  return {
    about,
    ruleVersion,
    state: tidy(state),
    since,
    past: past.map((each) => ({ ...each, state: tidy(each.state) })),
    levels,
    last: state.latched === 0 ? null : last,
    liveRank: parsed.data.liveRank ?? rankOf(last === null ? levelOfRank(rankOfState(state)) : liveLevelOf(last)),
  };
}

/** Where nothing is pending it is always the same nothing, by which a quiet alarm is known. */
function tidy(state: AlarmState): AlarmState {
  return { ...state, pendingSince: pendingOrNone(state.pendingSince) };
}

/** Puts saved state under an alarm of the rule as it reads now: delays of levels it no longer has are dropped. */
export function resumeAlarm(alarm: RunningAlarm, restored: RestoredAlarm): void {
  const { state, since, past, levels, last, liveRank, ruleVersion } = restored;
  const ranks = new Set(alarm.limits.levels.map((level) => level.rank));
  const stillThere = state.pendingSince.map((at, index) => (ranks.has(index + 1) ? at : null));
  alarm.state = { ...state, pendingSince: pendingOrNone(stillThere) };
  alarm.stateSince = since;
  alarm.levels = levels;
  alarm.last = last;
  alarm.liveRank = liveRank;
  // New limits judge from the next observation on, never what has been notified already.
  alarm.isEdited = ruleVersion !== alarm.bound.ruleVersion;
  alarm.past = alarm.isEdited ? [] : past;
}

/** The end of an alarm that nothing judges any more; null when it was not raised. */
export function endOf({ state, last }: RestoredAlarm, clock: number): AlarmTransition | null {
  if (rankOfState(state) === 0 || last === null) return null;
  const at = Math.max(clock, last.at);
  const { liveLevel: _, ...ended } = last;
  return {
    ...ended,
    from: last.to,
    to: null,
    at,
    receivedAt: at,
    cause: "rule_removed",
    isLate: false,
    revisesFromAt: null,
    reason: null,
  };
}

function momentOf(at: number): number | null {
  return at === Number.NEGATIVE_INFINITY ? null : at;
}
