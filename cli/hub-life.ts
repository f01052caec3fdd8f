import type { HubError } from "../domain/errors.ts";
import type { Settings } from "../hub/settings/settings.ts";
import type { Hub } from "../hub/start-hub.ts";
import { startWatchdog } from "../hub/watchdog/watchdog.ts";
import { startTexts } from "../locales/terminal/start.ts";
import { collectGarbage } from "./collect-garbage.ts";
import type { Terminal } from "./terminal.ts";

/** Longest that stopping in order may take, ms: a signal to end is obeyed within 10 s whatever hangs. */
const stopWithinMs = 8_500;
/** When the watchdog ends what even that did not, ms. */
const stopLimitMs = 9_500;

/** A hub in a process of its own, from its start to its end. */
export class HubLife {
  /** Ends the life: what keeps readings is gone, and only a new process helps. */
  readonly onBroken: (error: HubError) => void;
  readonly #settings: Settings;
  readonly #broken: Promise<HubError>;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { promise, resolve } = Promise.withResolvers<HubError>();
    this.#broken = promise;
    this.onBroken = resolve;
  }

  /** Watches over a hub that is up, and listens for signals; nothing may say that it is up before. */
  begin(hub: Hub): BegunLife {
    const { watchdogEventLoopMs, watchdogWorkMs } = this.#settings.hub;
    const limits = { eventLoopMs: watchdogEventLoopMs, workMs: watchdogWorkMs, stopMs: stopLimitMs };
    const watchdog = startWatchdog(hub.progress, limits);
    const endCollecting = collectGarbage();
    const ending = Promise.race([stopSignal(), this.#broken]);
    return {
      async liveAndStop({ say, print }, before = async () => {}) {
        const broken = await ending;
        endCollecting();
        watchdog.stopping();
        print(say(startTexts.stopping));
        const isStopped = await withinTime(before().then(() => hub.stop()));
        if (isStopped) await watchdog.stop();
        print(say(isStopped ? startTexts.stopped : startTexts["stopped-late"]));
        if (broken !== null) throw broken;
      },
    };
  }
}

export interface BegunLife {
  /**
   * Waits for SIGINT, SIGTERM or a part that breaks, then stops the hub.
   *
   * @param before what goes first
   * @throws {HubError} what broke, so that the process ends with a code for which its supervisor starts it again
   */
  liveAndStop(terminal: Terminal, before?: () => Promise<void>): Promise<void>;
}

/** False where it takes too long; what it throws is thrown on. */
async function withinTime(stopping: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, stopWithinMs, false);
  try {
    return await Promise.race([stopping.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}

function stopSignal(): Promise<null> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve(null);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
