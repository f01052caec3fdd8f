import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { EntryInput, Input, LogSlice } from "../domain/inputs/input.ts";
import { isBeyond, type Position } from "../domain/position.ts";
import { processorTexts } from "../locales/hub/processor.ts";
import type { Journal, JournalReader } from "../store/ports.ts";
import { type Committer, effectsOf } from "./commit.ts";
import { decide, type StepList } from "./decide.ts";
import { type Draft, hasFindings, newDraft } from "./draft.ts";
import { InputSource } from "./input-source.ts";
import type { RuleChange } from "./rule-change.ts";
import { Waiters } from "./waiters.ts";

export interface JournalConsumerParts {
  readonly list: StepList;
  readonly ruleChange: RuleChange;
  readonly committer: Committer;
  /** Why an entry that is committed changed nothing; null where it did, and where that is long ago. */
  readonly refused: { of(entrySeq: number): Refusal | null };
  readonly reader: JournalReader;
  readonly journal: Pick<Journal, "oldestUncommittedAt" | "end">;
  readonly clock: Clock;
  /** Called when reading the journal failed; it is tried again with the next tick. */
  onFailure(error: unknown): void;
}

export interface JournalConsumerSettings {
  readonly checkpointMs: number;
  readonly rulesQueueRows: number;
}

/** Time the event loop may be held before sign-ins and acknowledgements get a turn. */
const sliceMs = 10;
/** Inputs between two looks at how long the slice has taken: one that is late in a full window costs a millisecond. */
const inputsAtOnce = 8;
/** Silence is counted this often where nothing comes in. */
const tickMs = 1_000;

/**
 * Decides the log in order, each input once: fresh commits from memory, and from the journal itself after a restart or
 * when it has fallen behind. What a stretch brought about is committed together with its position.
 */
export class JournalConsumer {
  readonly #parts: JournalConsumerParts;
  readonly #checkpointMs: number;
  readonly #source: InputSource;
  readonly #waiters = new Waiters();
  #draft: Draft;
  #committed: Position;
  /** By the processor's time: a clock that is set back must not put it off. */
  #lastCommitAt = performance.now();
  /** An activation of rules that waits for its engine. */
  #activation: Extract<EntryInput, { kind: "rules-activated" }> | null = null;
  /** What must end before the next input is decided: a read of the journal, or rules being made ready. */
  #pausedFor: Promise<void> | null = null;
  /** Whether the last read of the journal, or making rules ready, failed: stopping does not wait for what keeps failing. */
  #hasFailed = false;
  #isPlanned = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | null = null;

  /** @param draft what restoring the steps brought about, at the position and clock of the last commit */
  constructor(parts: JournalConsumerParts, settings: JournalConsumerSettings, draft: Draft) {
    this.#parts = parts;
    this.#checkpointMs = settings.checkpointMs;
    this.#draft = draft;
    this.#committed = { ...draft.position };
    this.#source = new InputSource(parts.reader, settings.rulesQueueRows, this.#committed);
  }

  /** Up to where the log has been decided. */
  get position(): Position {
    return { ...this.#draft.position };
  }

  /** The same as handed to the state store; a restart reads on from there or later. */
  get committedPosition(): Position {
    return this.#committed;
  }

  /** Rows of the journal that are not decided. */
  get lagRows(): number {
    return Math.max(0, this.#source.end.row - this.#draft.position.row);
  }

  /** Our clock when the oldest undecided row in memory came in; null when level. */
  get oldestUnreadAt(): number | null {
    return this.#source.oldestReceivedAt;
  }

  /** Takes in what was committed to the journal. */
  onCommitted(added: LogSlice): void {
    this.#source.offer(added);
    this.#plan();
  }

  /** Decides what earlier runs left undecided; resolves when level with the journal. */
  async catchUp(): Promise<void> {
    this.#source.fallBehind(this.#parts.journal.end());
    await this.#level();
  }

  /**
   * Resolves once an entry is decided and committed.
   *
   * @returns why it changed nothing; null where it did
   * @throws {HubError} `processor.stopped`, also when another writer has committed
   */
  outcomeOf(entrySeq: number): Promise<Refusal | null> {
    const { committer, refused } = this.#parts;
    const isCommitted = entrySeq <= this.#committed.entry && !committer.isBusy && !committer.isStale;
    if (isCommitted) return Promise.resolve(refused.of(entrySeq));
    const outcome = this.#waiters.outcomeOf(entrySeq);
    this.#plan();
    return outcome;
  }

  /**
   * Decides all that has come in, counts silence up to now, and resolves once all of it is committed. Where time goes by in steps, this
   * ends each of them.
   */
  async settle(): Promise<void> {
    await this.#level();
    this.#tick();
    const { committer } = this.#parts;
    while (hasFindings(this.#draft) || committer.isBusy) {
      await this.#level();
      await committer.idle();
    }
  }

  /** Starts the clock that silence is counted on. */
  start(): void {
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#timer.unref();
  }

  /** Commits what has been decided and stops; what the disk refuses is left to the next start. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#parts.committer.stop();
    await this.#pausedFor;
    while (!this.#source.isBehind && !this.#source.isLevel && !this.#mustWait && !this.#hasFailed) {
      this.#run();
      await this.#pausedFor;
    }
    this.#isStopped = true;
    const { committer } = this.#parts;
    await committer.idle();
    if (committer.failure === null) {
      this.#commit(true);
      await committer.idle();
    }
    this.#waiters.stop(stoppedError());
  }

  /** The processor waits while the disk refuses its effects and something is drafted: memory stays bounded. */
  get #mustWait(): boolean {
    const { committer } = this.#parts;
    return committer.isStale || (committer.failure !== null && hasFindings(this.#draft));
  }

  #level(): Promise<void> {
    const level = this.#waiters.level();
    this.#plan();
    return level;
  }

  #plan(): void {
    if (this.#isPlanned || this.#isStopped) return;
    this.#isPlanned = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#isPlanned = false;
    if (this.#pausedFor !== null || this.#isStopped) return;
    const isAtEnd = this.#activation === null && this.#decideSlice();
    this.#commit(false);
    // The commit under way plans the next run once the disk takes it.
    if (this.#mustWait) return;
    if (this.#activation !== null) this.#pauseFor(this.#makeReady(this.#activation));
    else if (!isAtEnd) this.#plan();
    else if (this.#source.isBehind) this.#pauseFor(this.#source.refill(this.position));
    else this.#waiters.reachedLevel();
  }

  /** @returns true when memory holds no further input */
  #decideSlice(): boolean {
    const { list } = this.#parts;
    const until = performance.now() + sliceMs;
    while (!this.#mustWait) {
      for (let count = 0; count < inputsAtOnce; count++) {
        const input = this.#source.next();
        if (input === null) return true;
        if (input.kind === "rules-activated") {
          this.#activation = input;
          return false;
        }
        decide(list, input, this.#draft);
      }
      if (performance.now() > until) return false;
    }
    return false;
  }

  async #makeReady(activation: Extract<EntryInput, { kind: "rules-activated" }>): Promise<void> {
    const { ruleChange, list } = this.#parts;
    await ruleChange.prepare(activation.logged, this.#draft);
    this.#activation = null;
    decide(list, activation, this.#draft);
  }

  #pauseFor(work: Promise<void>): void {
    this.#pausedFor = work
      .then(() => {
        this.#pausedFor = null;
        this.#hasFailed = false;
        this.#plan();
      })
      .catch((error: unknown) => {
        this.#pausedFor = null;
        this.#hasFailed = true;
        if (this.#isStopped) return;
        this.#waiters.failedLevel(error);
        this.#parts.onFailure(error);
      });
  }

  #commit(isLast: boolean): void {
    const { committer, list } = this.#parts;
    if (committer.isBusy || committer.isStale) return;
    const { position } = this.#draft;
    const isDue = isLast || performance.now() - this.#lastCommitAt >= this.#checkpointMs;
    const isAwaited = this.#waiters.isAnyAwaited(position.entry);
    const mayWait = !isBeyond(position, this.#committed) || !(isDue || isAwaited);
    if (mayWait && !hasFindings(this.#draft)) return;
    const { refusals } = this.#draft;
    const effects = effectsOf(this.#draft, list.steps);
    this.#draft = newDraft(effects.position, effects.clock);
    this.#lastCommitAt = performance.now();
    this.#committed = effects.position;
    committer.commit(effects, () => this.#waiters.committed(effects.position.entry, refusals));
    // What is drafted while this commit is under way goes out with the next one.
    void committer.idle().then(() => (committer.isStale ? this.#waiters.stop(stoppedError()) : this.#plan()));
  }

  /** Counts silence up to now. Only when level: inputs on their way into the journal come first, or a replay would decide otherwise. */
  #tick(): void {
    const { list, journal, clock } = this.#parts;
    if (this.#pausedFor === null && this.#activation === null && this.#source.isLevel && !this.#mustWait) {
      const now = Math.min(clock(), journal.oldestUncommittedAt() ?? Number.POSITIVE_INFINITY);
      const tick: Input = { kind: "tick", at: now - 1, isAfterRows: true };
      if (tick.at > this.#draft.clock) decide(list, tick, this.#draft);
    }
    this.#plan();
  }
}

function stoppedError(): HubError {
  return new HubError("processor.stopped", processorTexts.stopped, { isRetryable: true });
}
