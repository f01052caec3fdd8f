import { HubError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { CommittedEffects, Effects, StateStore } from "../store/ports.ts";

/** Wait before a commit that failed is tried again. */
const retryMs = 500;

/**
 * Commits effects one after another and never gives one up: what rules found stays in memory and is tried again until
 * the disk takes it, and rules stop reading meanwhile (the journal is the spool).
 */
export interface EffectsWriter {
  /** True while a commit is under way or being tried again; then nothing more may be handed in. */
  readonly isBusy: boolean;
  /** Error of the last try, null once one has worked. */
  readonly failure: HubError | null;
  write(effects: Effects): void;
  /** Resolves when nothing is under way any more, or when `stop` has been called while the disk refuses. */
  idle(): Promise<void>;
  stop(): void;
}

/** @param onCommitted told after each commit; deliveries and live streams start from here, never earlier */
export function createEffectsWriter(
  state: StateStore,
  onCommitted: (effects: Effects, committed: CommittedEffects) => void,
  log: Log,
): EffectsWriter {
  let underWay: Promise<void> | null = null;
  let failure: HubError | null = null;
  let isStopped = false;
  let wake: (() => void) | null = null;

  async function writeUntilTaken(effects: Effects): Promise<void> {
    for (;;) {
      try {
        const committed = await state.commit(effects);
        if (failure !== null) log.info({ rulesCursor: effects.rulesCursor }, "effects are being committed again");
        failure = null;
        onCommitted(effects, committed);
        return;
      } catch (cause) {
        const error = asHubError(cause);
        if (failure === null) log.error({ code: error.code, err: error.message }, "cannot commit effects; rules wait");
        failure = error;
        if (isStopped) return;
        await pause();
      }
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    get isBusy() {
      return underWay !== null;
    },
    get failure() {
      return failure;
    },
    write(effects) {
      underWay = writeUntilTaken(effects).finally(() => {
        underWay = null;
      });
    },
    async idle() {
      await underWay;
    },
    stop() {
      isStopped = true;
      wake?.();
    },
  };
}

function asHubError(cause: unknown): HubError {
  if (cause instanceof HubError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  return new HubError("hub.commit_failed", `Cannot commit what rules found: got ${words}`, {
    cause,
    isRetryable: true,
  });
}
