import { minuteMs } from "../domain/clock.ts";
import { callerOf } from "../domain/governance/entry-caller.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { ModeRequested } from "../domain/inputs/acts/mode-requested.ts";
import type { ModeSet } from "../domain/inputs/acts/mode-set.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import { isSamePerson } from "../domain/people/person.ts";
import type { ModeChange, ModeRequest } from "./ports.ts";
import { noRequest, requestOver, samePerson, switchUnderWay, untilOver } from "./refusals.ts";

/** How long a request waits for a second person. */
export const requestLastsMs = 15 * minuteMs;

/**
 * Which mode the city is in and was in, and what waits for a second person: a function of the entries of both kinds, in the
 * order of the log. A `mode-set` always takes effect; of requests those are refused that fit nothing.
 */
export class ModeHistory {
  readonly #changes: ModeChange[] = [];
  #request: ModeRequest | null = null;

  /** The newest switch; null where nobody ever switched, and the mode is daily. */
  get current(): ModeChange | null {
    return this.#changes.at(-1) ?? null;
  }

  /** Oldest first. */
  get changes(): readonly ModeChange[] {
    return this.#changes;
  }

  /** What waits to be approved at `now`; null for nothing. */
  waitingAt(now: number): ModeRequest | null {
    const request = this.#request;
    return request === null || request.approvedBy !== null || now >= request.expiresAt ? null : request;
  }

  /** What was approved and has not been switched to; null for nothing. */
  get approved(): ModeRequest | null {
    return this.#request !== null && this.#request.approvedBy !== null ? this.#request : null;
  }

  set({ entrySeq, at, entry }: LoggedEntry<ModeSet>): ModeChange {
    const change: ModeChange = {
      entrySeq,
      at,
      mode: entry.mode,
      before: this.current?.mode ?? "daily",
      by: entry.by,
      approvedBy: entry.approval?.by ?? null,
      reason: entry.reason ?? null,
      untilAt: entry.until ?? null,
      cause: entry.ends === undefined ? "person" : "expiry",
      ...callerOf(entry),
    };
    this.#changes.push(change);
    if (this.#request !== null && entry.approval?.requestSeq === this.#request.entrySeq) this.#request = null;
    return change;
  }

  /** @returns why it changes nothing; null where it does */
  act({ entrySeq, at, entry }: LoggedEntry<ModeRequested>): Refusal | null {
    const { by, accountId = null, action } = entry;
    switch (action.do) {
      case "request": {
        if (this.approved !== null) return switchUnderWay;
        const { mode, reason, until: untilAt } = action;
        const expiresAt = at + requestLastsMs;
        const asked = { entrySeq, at, mode, by, accountId, reason, untilAt, expiresAt, approvedBy: null };
        this.#request = { ...asked, ...callerOf(entry) };
        return null;
      }
      case "withdraw": {
        const refusal = this.#refusalOf(action.requestSeq, at);
        if (refusal === null) this.#request = null;
        return refusal;
      }
      case "approve":
        return this.#approve(entry, action.requestSeq, at);
    }
  }

  #approve(approver: ModeRequested, requestSeq: number, at: number): Refusal | null {
    const refusal = this.#refusalOf(requestSeq, at);
    const request = this.#request;
    if (refusal !== null || request === null) return refusal;
    const { by, caller } = approver;
    if (isSamePerson(request, approver)) return samePerson(by);
    if (request.untilAt !== null && request.untilAt <= at) return untilOver;
    this.#request = { ...request, approvedBy: by, ...(caller === undefined ? {} : { approver: caller }) };
    return null;
  }

  #refusalOf(requestSeq: number, at: number): Refusal | null {
    const request = this.#request;
    if (request === null || request.entrySeq !== requestSeq) return noRequest;
    if (request.approvedBy !== null) return switchUnderWay;
    return at >= request.expiresAt ? requestOver : null;
  }
}
