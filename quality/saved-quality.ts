import { z } from "zod";
import { HubError } from "../domain/errors.ts";
import type { AlarmKey, GaugeId, RuleId } from "../domain/ids.ts";
import type { SavedAlarm } from "../store/ports.ts";
import type { QualityState } from "./quality-state.ts";

/** What the journal cannot tell of a gauge's checks: which observations were refused, and what was decided last. */
export interface SavedQuality {
  readonly state: QualityState;
  /** Observation times that no window may hold, oldest first. */
  readonly refused: readonly number[];
}

const prefix = "quality-check|";

const noteSchema = z.object({
  version: z.literal(1),
  refused: z.array(z.number()),
  state: z.custom<QualityState>((value) => typeof value === "object" && value !== null && "doubt" in value),
});

/** Notes are kept among the alarms' states, under keys of their own: both are committed with the cursor. */
export function saveQuality(gaugeId: GaugeId, note: SavedQuality): SavedAlarm {
  return {
    alarmKey: qualityKeyOf(gaugeId),
    ruleId: "quality-check" as RuleId,
    ruleVersion: "1",
    state: { version: 1, ...note },
  };
}

export function qualityKeyOf(gaugeId: GaugeId): AlarmKey {
  return `${prefix}${gaugeId}` as AlarmKey;
}

/** False for an alarm. */
export function isSavedQuality({ alarmKey }: SavedAlarm): boolean {
  return alarmKey.startsWith(prefix);
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readQuality(saved: SavedAlarm): SavedQuality {
  const parsed = noteSchema.safeParse(saved.state);
  if (parsed.success) return parsed.data;
  throw new HubError(
    "rules.saved_state_unreadable",
    `Cannot restore the checks of ${saved.alarmKey} as their saved state must have version 1: got ${JSON.stringify(saved.state)?.slice(0, 200)}; restore a backup, or replay the journal into an empty state`,
    { cause: parsed.error },
  );
}
