import { minuteMs, secondMs } from "../../domain/clock.ts";

/** What a device's sign-in comes to, beside its rights. */
export type SignInPaceResult = "accepted" | "too_many_sign_ins" | "two_clients";

/** A connection heard within this time is taken for alive; one that is not may be half open and is taken over at once. */
const aliveMs = 5 * secondMs;
/** So often within a minute a connection that is alive may be taken over; from then on it stays. */
const mostEvictions = 3;
/** So many of them within a minute are named. */
const namedEvictions = 2;
/** Beyond its sign-ins of the minute a device without a connection is let in so often. */
const atLeastEveryMs = secondMs;

/**
 * How often one device signs in with the right to. A device that has no connection is always let in, whatever its link does;
 * where two clients share one id they would take it from each other for ever: after a few times the one that is connected
 * and alive stays. Times are monotonic milliseconds.
 */
export class SignInPace {
  #minuteFrom = Number.NEGATIVE_INFINITY;
  #signIns = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #evictions: readonly number[] = [];
  readonly #perMinute: number;

  constructor({ connectsPerMinute }: { readonly connectsPerMinute: number }) {
    this.#perMinute = connectsPerMinute;
  }

  /** @param heardMsAgo when its connection was last heard; null where it has none */
  judge(now: number, heardMsAgo: number | null): SignInPaceResult {
    if (heardMsAgo !== null && heardMsAgo < aliveMs) {
      this.#evictions = this.#evictions.filter((at) => now - at < minuteMs);
      if (this.#evictions.length >= mostEvictions) return "two_clients";
      this.#evictions = [...this.#evictions, now];
    }
    if (now - this.#minuteFrom >= minuteMs) {
      this.#minuteFrom = now;
      this.#signIns = 0;
    }
    if (this.#signIns >= this.#perMinute && now - this.#lastAt < atLeastEveryMs) return "too_many_sign_ins";
    this.#signIns++;
    this.#lastAt = now;
    return "accepted";
  }

  /** What is wrong although it was let in; null for nothing. */
  trouble(): "two_clients" | "reconnects_often" | null {
    if (this.#evictions.length >= namedEvictions && this.#evictions.at(-1) === this.#lastAt) return "two_clients";
    return this.#signIns >= this.#perMinute ? "reconnects_often" : null;
  }
}
