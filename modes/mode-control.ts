import type { Silence } from "../domain/alarms/order.ts";
import { type Mode, type ModePolicies, type ModePolicy, usualModePolicy } from "../domain/city/mode.ts";
import type { Clock } from "../domain/clock.ts";
import { callerOf } from "../domain/governance/entry-caller.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { ModeRequested } from "../domain/inputs/acts/mode-requested.ts";
import type { ModeSet } from "../domain/inputs/acts/mode-set.ts";
import type { OrderGiven } from "../domain/inputs/acts/order-given.ts";
import { isSamePerson } from "../domain/people/person.ts";
import { modeNames } from "../locales/modes.ts";
import type { ModeHistory } from "./mode-history.ts";
import type { ModeActor, ModeAsk, ModeRequest } from "./ports.ts";
import { noRequest, notTheirPart, reasonWanted, secondPersonNeeded, tooLong } from "./refusals.ts";

export interface ModeControlParts {
  readonly history: Pick<ModeHistory, "current" | "waitingAt" | "approved">;
  readonly policies: ModePolicies | undefined;
  /** Silences that end as a mode begins: those in force by then that nobody has ended. */
  silencesEnding(mode: Mode, since: number): readonly Silence[];
  /** `onceKey`: an entry whose key the log has is not entered again. */
  enter(entry: ModeSet | ModeRequested | OrderGiven, onceKey?: string): Promise<{ readonly refusal: Refusal | null }>;
  readonly clock: Clock;
}

/**
 * The one door by which the mode is switched: what somebody asks for is held against the city's policy, then entered, one
 * act after the other, so that none is decided on what another has changed meanwhile.
 */
export class ModeControl {
  readonly #parts: ModeControlParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: ModeControlParts) {
    this.#parts = parts;
  }

  /** Switches at once, as somebody at the hub itself may: no policy is asked. */
  setByHub(mode: Mode): Promise<void> {
    return this.#oneByOne(async () => void (await this.#parts.enter({ kind: "mode-set", mode, by: null })));
  }

  /** Switches at once. @returns why not; null where it is in effect */
  set(ask: ModeAsk, actor: ModeActor): Promise<Refusal | null> {
    return this.#oneByOne(async () => {
      const { mode } = ask;
      if (this.#policyOf(mode).needsSecondPerson) return secondPersonNeeded(mode);
      return this.#refusalOf(ask, actor) ?? (await this.#enterSet(ask, actor));
    });
  }

  /** Switches at once, or has the switch wait for a second person where the city's policy wants one. */
  ask(ask: ModeAsk, actor: ModeActor): Promise<Refusal | null> {
    return this.#oneByOne(async () => {
      const { mode, reason } = ask;
      const refusal = this.#refusalOf(ask, actor);
      if (refusal !== null) return refusal;
      if (!this.#policyOf(mode).needsSecondPerson) return this.#enterSet(ask, actor);
      if (reason === null) return reasonWanted(mode);
      const action = { do: "request", mode, reason, until: this.#untilOf(ask) } as const;
      return this.#enterRequested(action, actor);
    });
  }

  /** @param requestSeq the request that is meant; null for the one that waits */
  approve(requestSeq: number | null, actor: ModeActor): Promise<Refusal | null> {
    return this.#oneByOne(async () => {
      const waiting = this.#parts.history.waitingAt(this.#parts.clock());
      const seq = requestSeq ?? waiting?.entrySeq;
      if (seq === undefined) return noRequest;
      const notTheirs = waiting === null ? null : this.#partRefusal(waiting.mode, actor);
      if (notTheirs !== null) return notTheirs;
      const refusal = await this.#enterRequested({ do: "approve", requestSeq: seq }, actor);
      if (refusal !== null) return refusal;
      await this.#switchToApproved();
      await this.#endSilences();
      return null;
    });
  }

  withdraw(requestSeq: number | null, actor: ModeActor): Promise<Refusal | null> {
    return this.#oneByOne(async () => {
      const waiting = this.#parts.history.waitingAt(this.#parts.clock());
      const seq = requestSeq ?? waiting?.entrySeq;
      if (seq === undefined) return noRequest;
      // What one has asked for oneself one may take back.
      const refusal = waiting === null || isSamePerson(waiting, actor) ? null : this.#partRefusal(waiting.mode, actor);
      return refusal ?? this.#enterRequested({ do: "withdraw", requestSeq: seq }, actor);
    });
  }

  /**
   * Does what is due and nobody's hand: the switch of a request whose approval is in the log, and the end of a mode whose
   * time is over. Each is entered once, whatever is killed in between.
   */
  settle(): Promise<void> {
    return this.#oneByOne(async () => {
      await this.#switchToApproved();
      await this.#endWhatIsOver();
      await this.#endSilences();
    });
  }

  async #endWhatIsOver(): Promise<void> {
    const { history, clock, enter } = this.#parts;
    const { current } = history;
    if (current === null || current.untilAt === null || clock() < current.untilAt) return;
    const ends = current.entrySeq;
    await enter({ kind: "mode-set", mode: "daily", by: null, ends }, `mode-expiry-${ends}`);
  }

  /** Ends what was muted when the mode began, where the city's policy has nothing muted in it. */
  async #endSilences(): Promise<void> {
    const { history, silencesEnding, enter, clock } = this.#parts;
    const { current } = history;
    if (current === null || !this.#policyOf(current.mode).endsSilences) return;
    const endedBy = current.by ?? modeNames[current.mode].zh;
    for (const { id } of silencesEnding(current.mode, current.at)) {
      const end = { id, endedBy, createdAt: clock() };
      await enter(
        { kind: "order-given", ...callerOf(current), order: { kind: "end", end } },
        `mode-${current.entrySeq}-silence-${id}`,
      );
    }
  }

  async #switchToApproved(): Promise<void> {
    const { approved } = this.#parts.history;
    if (approved === null) return;
    await this.#parts.enter(setOf(approved), `mode-request-${approved.entrySeq}`);
  }

  #policyOf(mode: Mode): ModePolicy {
    return this.#parts.policies?.[mode] ?? usualModePolicy;
  }

  /** What the city's policy has against a switch by `actor`; null for nothing. */
  #refusalOf({ mode, untilAt }: ModeAsk, actor: ModeActor): Refusal | null {
    const { longestMs } = this.#policyOf(mode);
    const now = this.#parts.clock();
    const notTheirs = this.#partRefusal(mode, actor);
    if (notTheirs !== null) return notTheirs;
    const mostMs = longestMs ?? Number.POSITIVE_INFINITY;
    return untilAt !== null && (untilAt <= now || untilAt - now > mostMs) ? tooLong(mode, longestMs) : null;
  }

  /** Whether the city's policy has the mode set by others than `actor`. */
  #partRefusal(mode: Mode, { parts }: ModeActor): Refusal | null {
    const { setBy } = this.#policyOf(mode);
    return setBy.some((part) => parts.includes(part)) ? null : notTheirPart(mode, setBy);
  }

  #untilOf({ mode, untilAt }: ModeAsk): number | null {
    const { longestMs } = this.#policyOf(mode);
    return untilAt ?? (longestMs === null ? null : this.#parts.clock() + longestMs);
  }

  async #enterSet(ask: ModeAsk, { parts: _, accountId: __, ...who }: ModeActor): Promise<Refusal | null> {
    const { mode, reason } = ask;
    const untilAt = this.#untilOf(ask);
    const { refusal } = await this.#parts.enter({ kind: "mode-set", mode, ...who, ...optional(reason, untilAt) });
    await this.#endSilences();
    return refusal;
  }

  async #enterRequested(action: ModeRequested["action"], { parts: _, ...who }: ModeActor): Promise<Refusal | null> {
    return (await this.#parts.enter({ kind: "mode-requested", ...who, action })).refusal;
  }

  #oneByOne<Result>(act: () => Promise<Result>): Promise<Result> {
    const acting = this.#last.then(act, act);
    this.#last = acting.catch(() => {});
    return acting;
  }
}

function setOf({ mode, by, caller, reason, untilAt, approvedBy, approver, entrySeq }: ModeRequest): ModeSet {
  const approval = { by: approvedBy ?? "", requestSeq: entrySeq, ...callerOf({ caller: approver }) };
  return { kind: "mode-set", mode, by, ...callerOf({ caller }), ...optional(reason, untilAt), approval };
}

function optional(reason: string | null, until: number | null): Pick<ModeSet, "reason" | "until"> {
  return { ...(reason === null ? {} : { reason }), ...(until === null ? {} : { until }) };
}
