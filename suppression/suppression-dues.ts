import type { Silence } from "../domain/alarms/order.ts";
import { DueQueue } from "../domain/due-queue.ts";
import { type AlarmSuppression, countedWithinMs } from "./alarm-suppression.ts";
import type { SuppressionSettings } from "./settings.ts";
import type { Uplinks } from "./uplinks.ts";

/** What falls due: of an alarm to be calm, forgotten or on its own again, of an order to begin, to be announced, to end. */
export type SuppressionDueKind = "calm" | "forget" | "return" | "from" | "remind" | "until";

/** When time alone changes something. */
export class SuppressionDues {
  readonly #queue = new DueQueue();
  readonly #settings: SuppressionSettings;
  readonly #uplinks: Uplinks;

  constructor(settings: SuppressionSettings, uplinks: Uplinks) {
    this.#settings = settings;
    this.#uplinks = uplinks;
  }

  /** Infinity for never. */
  get nextAt(): number {
    return this.#queue.nextAt;
  }

  /** Takes out the first thing due at or before `to`. */
  popDue(to: number): { readonly at: number; readonly kind: SuppressionDueKind; readonly id: string } | null {
    const due = this.#queue.popDue(to);
    if (due === null) return null;
    const end = due.name.indexOf("|");
    return { at: due.at, kind: due.name.slice(0, end) as SuppressionDueKind, id: due.name.slice(end + 1) };
  }

  /** @param now our clock: what is past is not due again */
  setAlarm(key: string, { unstable, raises, last, hold }: AlarmSuppression, now: number): void {
    this.#set("calm", key, unstable?.calmAt ?? null);
    const isIdle = last.to === null && unstable === null && raises.length > 0;
    const forgetAt = Math.max(last.receivedAt, last.at) + countedWithinMs(last, this.#settings);
    this.#set("forget", key, isIdle ? forgetAt : null);
    const followsBy = hold?.kind === "inhibition" ? this.#uplinks.returnDueAt(last) : null;
    this.#set("return", key, followsBy !== null && followsBy > now ? followsBy : null);
  }

  setOrder({ id, fromAt, untilAt }: Pick<Silence, "id" | "fromAt" | "untilAt">, now: number): void {
    this.#set("from", id, fromAt > now ? fromAt : null);
    this.#set("until", id, untilAt > now ? untilAt : null);
  }

  setReminder({ id, fromAt, untilAt }: Silence, now: number): void {
    const beforeMs = Math.min(this.#settings.remindBeforeMs, (untilAt - fromAt) / 2);
    const at = untilAt - Math.round(beforeMs);
    this.#set("remind", id, at > now ? at : null);
  }

  #set(kind: SuppressionDueKind, id: string, at: number | null): void {
    this.#queue.set(`${kind}|${id}`, at);
  }
}
