import type { Level } from "../city/level.ts";
import type { BilingualText } from "../text.ts";

/** What may keep an alarm from people; also the metric label. */
export const holdKinds = ["maintenance", "silence", "inhibition", "unstable"] as const;

export type HoldKind = (typeof holdKinds)[number];

/** Why an alarm is kept from opening a case or stepping one up. Never hides that it does. */
export interface Hold {
  readonly kind: HoldKind;
  /** Silence, maintenance or inhibition by its id; the alarm's own key where it is unstable. */
  readonly id: string;
  /** Who answers for a silence or maintenance; null for the others. */
  readonly owner: string | null;
  /** Why, for people. */
  readonly words: BilingualText;
  /** Alarm that explains this one; null but for inhibitions. */
  readonly explainedBy: string | null;
  /** When it ends by itself, our clock; null where that depends on readings. */
  readonly untilAt: number | null;
  /** True where red is held too; an event then says so. */
  readonly includesRed: boolean;
}

/** What suppression made of a transition. */
export interface SuppressionNote {
  /** held: kept back; told: notified all the same, marked; released: the hold is over and it is notified now. */
  readonly outcome: "held" | "told" | "released";
  readonly hold: Hold;
}

/** What stands about one alarm that is up, beside its transition. */
export interface SuppressionStatus {
  /** Null when it is notified as it is. */
  readonly hold: Hold | null;
  /** Our clock since when it is held; null when it is not. */
  readonly heldSinceAt: number | null;
  /** Level that was notified; null while it is wholly kept back. */
  readonly notifiedLevel: Level | null;
  /** Raises and clears since it began to flap; null while it does not. */
  readonly flaps: number | null;
  /** How many other alarms it explains. */
  readonly explains: number;
}
