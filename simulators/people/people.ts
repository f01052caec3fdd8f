import { callHub } from "../../examples/receiver.ts";
import { caseNewsIn } from "./case-news.ts";
import { plannedActs } from "./duty-plan.ts";
import type { DemoAct, DemoPart, PlannedCall } from "./planned-call.ts";
import { plannedSteps } from "./work-plan.ts";

/** A call that was made, and what the hub answered: below 300 it is in effect. */
export interface CallMade {
  readonly as: DemoPart;
  readonly what: DemoAct;
  readonly status: number;
}

export interface PeopleOptions {
  /** Address of the hub's API, `http://host:port`. */
  readonly api: string;
  readonly tokens: Readonly<Record<DemoPart, string>>;
  /** Units that a case may be given to. */
  readonly units: readonly string[];
  /** The same seed, the same people: which of them give a case back, and how long they take. */
  readonly seed: string;
  readonly onMade?: (made: CallMade) => void;
}

/**
 * The people of a demonstration: the responsible units behind its dispatch platform, the duty room and its commander. They answer
 * what the hub tells them as people do, after a while, each with a token of their own.
 */
export class People {
  readonly #options: PeopleOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStopped = false;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** @param event a CloudEvent of the hub, taken in for the first time */
  told(event: unknown): void {
    if (this.#isStopped) return;
    const { seed, units } = this.#options;
    const news = caseNewsIn(event);
    const steps = news === null ? [] : plannedSteps(news, seed);
    for (const call of [...steps, ...plannedActs(event, units)]) this.#plan(call);
  }

  /** Everybody goes home: what is planned is not done any more. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #plan({ afterMs, ...call }: PlannedCall): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#make(call);
    }, afterMs);
    this.#timers.add(timer);
  }

  async #make({ as, what, ...call }: Omit<PlannedCall, "afterMs">): Promise<void> {
    const { api, tokens, onMade } = this.#options;
    const status = await callHub({ api, token: tokens[as] }, call);
    if (!this.#isStopped) onMade?.({ as, what, status });
  }
}
