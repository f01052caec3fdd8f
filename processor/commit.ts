import { HubError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { processorTexts } from "../locales/hub/processor.ts";
import type { CommittedEffects, Effects, StateStore } from "../store/ports.ts";
import type { Draft } from "./draft.ts";
import type { Step } from "./step.ts";

/** Wait before a commit that failed is tried again. */
const retryMs = 500;

export interface CommitterParts {
  readonly state: StateStore;
  /** How many commits there had been when the state was loaded. */
  readonly commits: number;
  /** Called after each commit; deliveries and live streams start from here, never earlier. */
  onCommitted(effects: Effects, committed: CommittedEffects): void;
  readonly log: Log;
}

/**
 * Commits effects one after another and never gives one up: what was decided stays in memory and is tried again until
 * the disk takes it, while the processor waits (the journal is the spool). Where another writer has committed, it stops.
 */
export class Committer {
  readonly #parts: CommitterParts;
  #commits: number;
  #tries = 0;
  #underWay: Promise<void> | null = null;
  #failure: HubError | null = null;
  #isStopped = false;
  #wake: (() => void) | null = null;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
    this.#commits = parts.commits;
  }

  /** True while a commit is under way or being tried again; then nothing more may be handed in. */
  get isBusy(): boolean {
    return this.#underWay !== null;
  }

  /** How often the disk has been asked and has answered, well or not. */
  get tries(): number {
    return this.#tries;
  }

  /** Error of the last try, null once one has worked. */
  get failure(): HubError | null {
    return this.#failure;
  }

  /** True once another writer has committed: this one must never write again. */
  get isStale(): boolean {
    return this.#failure?.code === "store.stale_writer";
  }

  /** @param taken called once the effects are committed, before `onCommitted` */
  commit(effects: Effects, taken: () => void): void {
    this.#underWay = this.#commitUntilTaken(effects, taken).finally(() => {
      this.#underWay = null;
    });
  }

  /** Resolves when nothing is under way any more, or when `stop` has been called while the disk refuses. */
  async idle(): Promise<void> {
    await this.#underWay;
  }

  /** From now on what the disk refuses is not tried again: a restart decides it anew. */
  stop(): void {
    this.#isStopped = true;
    this.#wake?.();
  }

  async #commitUntilTaken(effects: Effects, taken: () => void): Promise<void> {
    while (!(await this.#tryCommit(effects, taken))) {
      if (this.#isStopped || this.isStale) return;
      await this.#pause();
    }
  }

  async #tryCommit(effects: Effects, taken: () => void): Promise<boolean> {
    const { state, log, onCommitted } = this.#parts;
    let committed: CommittedEffects;
    try {
      committed = await state.commit(this.#commits, effects);
      this.#tries += 1;
    } catch (cause) {
      this.#tries += 1;
      this.#fail(asHubError(cause));
      return false;
    }
    this.#commits += 1;
    if (this.#failure !== null) log.info({ position: effects.position }, "effects are being committed again");
    this.#failure = null;
    taken();
    onCommitted(effects, committed);
    return true;
  }

  #fail(error: HubError): void {
    const isNews = this.#failure?.code !== error.code;
    this.#failure = error;
    if (!isNews) return;
    const { log } = this.#parts;
    if (this.isStale)
      log.error({ code: error.code, err: error.message }, "another hub writes here; this one has stopped");
    else log.error({ code: error.code, err: error.message }, "cannot commit effects; the processor waits");
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The draft as it is committed, with what steps must find again after a restart. The draft is not used afterwards. */
export function effectsOf(draft: Draft, steps: readonly Step[]): Effects {
  for (const step of steps) step.save(draft);
  const { position, clock, effects } = draft;
  return {
    ...effects,
    position: { ...position },
    clock,
    cases: [...effects.cases.values()],
    devices: [...effects.devices.values()],
  };
}

function asHubError(cause: unknown): HubError {
  if (cause instanceof HubError) return cause;
  return new HubError("hub.commit_failed", fill(processorTexts["commit-failed"], { got: errorWords(cause) }), {
    cause,
    isRetryable: true,
  });
}
