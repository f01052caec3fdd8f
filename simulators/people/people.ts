import type { BilingualText, Language } from "../../domain/text.ts";
import { callHub } from "../../examples/receiver.ts";
import { type Agenda, WallAgenda } from "./agenda.ts";
import { caseNewsIn } from "./case-news.ts";
import { plannedActs } from "./duty-plan.ts";
import type { DemoAct, DemoPart, PlannedCall } from "./planned-call.ts";
import { plannedSteps } from "./work-plan.ts";

/** A call that was made, and what the hub answered: below 300 it is in effect. */
export interface CallMade {
  readonly as: DemoPart;
  readonly what: DemoAct;
  readonly about: BilingualText;
  readonly status: number;
}

export interface PeopleOptions {
  /** Address of the hub's API, `http://host:port`. */
  readonly api: string;
  readonly tokens: Readonly<Record<DemoPart, string>>;
  /** Units that a case may be given to. */
  readonly units: readonly string[];
  /** Of the names that they give. */
  readonly language: Language;
  /** The same seed, the same people: which of them give a case back, and how long they take. */
  readonly seed: string;
  /** When they do what they have set out to do; by the clock of the machine where left out. */
  readonly agenda?: Agenda;
  /** How many times as long as in a demonstration, which squeezes minutes into seconds, everything takes them. Default 1. */
  readonly slowness?: number;
  readonly onMade?: (made: CallMade) => void;
}

/**
 * The people of a demonstration: the responsible units behind its dispatch platform, the duty room and its commander. They answer
 * what the hub tells them as people do, after a while, each with a token of their own.
 */
export class People {
  readonly #options: PeopleOptions;
  readonly #agenda: Agenda;
  /** Keys of all that was ever planned: the same thing told twice is done once. */
  readonly #planned = new Set<string>();
  #isStopped = false;

  constructor(options: PeopleOptions) {
    this.#options = options;
    this.#agenda = options.agenda ?? new WallAgenda();
  }

  /** @param event a CloudEvent of the hub, taken in for the first time */
  told(event: unknown): void {
    if (this.#isStopped) return;
    const { seed } = this.#options;
    const news = caseNewsIn(event);
    const steps = news === null ? [] : plannedSteps(news, seed);
    for (const call of [...steps, ...plannedActs(event, this.#options)]) this.#plan(call);
  }

  /** Everybody goes home: what is planned is not done any more. */
  stop(): void {
    this.#isStopped = true;
    this.#agenda.clear();
  }

  #plan({ afterMs, ...call }: PlannedCall): void {
    if (this.#planned.has(call.key)) return;
    this.#planned.add(call.key);
    this.#agenda.plan(afterMs * (this.#options.slowness ?? 1), call.key, () => this.#make(call));
  }

  async #make({ as, what, about, ...call }: Omit<PlannedCall, "afterMs">): Promise<void> {
    const { api, tokens, onMade } = this.#options;
    const status = await callHub({ api, token: tokens[as] }, call);
    if (!this.#isStopped) onMade?.({ as, what, about, status });
  }
}
