import { BlindSpotDetector } from "../../../blindspots/blind-spot-detector.ts";
import { GaugeReceptions } from "../../../blindspots/gauge-receptions.ts";
import { blindSpotSettings } from "../../../blindspots/settings.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { GivenOrder, Order } from "../../../domain/alarms/order.ts";
import type { City } from "../../../domain/city/city.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { HubEvent } from "../../../domain/governance/event.ts";
import type { Entry } from "../../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { FlagChange } from "../../../domain/observations/quality.ts";
import { decide } from "../../../processor/decide.ts";
import { ignoresAll, newMeter, type Step, stateless } from "../../../processor/step.ts";
import { blindSpotsStep } from "../../../processor/steps/blind-spots.ts";
import { observeStep } from "../../../processor/steps/observe.ts";
import { OrdersStep } from "../../../processor/steps/orders.ts";
import { suppressionStep } from "../../../processor/steps/suppression.ts";
import { usableStep } from "../../../processor/steps/usable.ts";
import { allGiven } from "../../../rules/engine/recall.ts";
import type { SavedEntry } from "../../../store/ports.ts";
import type { Inhibition } from "../../../suppression/inhibition-schema.ts";
import { suppressionSettings } from "../../../suppression/settings.ts";
import { SuppressionControl, type SuppressionOutcome } from "../../../suppression/suppression-control.ts";
import { keysOf, type TestJournal } from "./rules-world.ts";
import { StepRun, savedState } from "./steps.ts";

interface SuppressionWorld {
  readonly inhibitions?: readonly Inhibition[];
  readonly blindSpots?: Readonly<Record<string, number>>;
  readonly noise?: Readonly<Record<string, number>>;
  /** Steps behind suppression, in their order. */
  readonly behind?: readonly Step[];
}

/** The steps between rules and cases, given by hand what rules would find. */
export class SuppressionRun {
  readonly detector: BlindSpotDetector;
  readonly suppression: SuppressionControl;
  readonly orders: OrdersStep;
  readonly #run: StepRun;
  /** What rules are made to find at a moment. */
  #given: AlarmTransition | null = null;
  #flagChanges: readonly FlagChange[] = [];
  readonly #notified: AlarmTransition[] = [];
  readonly #events: HubEvent[] = [];

  constructor(city: City, { inhibitions = [], blindSpots = {}, noise = {}, behind = [] }: SuppressionWorld) {
    const orders = new OrdersStep(city);
    const isInMaintenance = (device: Parameters<OrdersStep["isInMaintenance"]>[0]) => orders.isInMaintenance(device);
    const settings = blindSpotSettings.parse(blindSpots);
    const keys = keysOf(city);
    const receptions = new GaugeReceptions(city, keys, { ...settings, lateAfterMs: 15 * minuteMs });
    this.detector = new BlindSpotDetector(city, receptions, settings, isInMaintenance);
    this.suppression = new SuppressionControl({
      city,
      inhibitions,
      settings: suppressionSettings.parse(noise),
      orders: orders.orders,
      usableOrStartedAt: (gauge) => this.detector.usableOrStartedAt(gauge),
      unusableWords: (gauge) => receptions.unusableWords(receptions.of(gauge)?.key),
    });
    this.orders = orders;
    this.#run = new StepRun([
      this.#rules(),
      usableStep({ receptions, given: allGiven, keys }),
      orders,
      blindSpotsStep(this.detector, city),
      suppressionStep({ suppression: this.suppression, usableGaugeOf: (row) => receptions.usableGaugeOf(row) }),
      ...behind,
      observeStep(({ found }) => {
        this.#notified.push(...found.notified);
        this.#events.push(...found.events);
      }),
    ]);
  }

  start(at: number): void {
    this.#run.enter({ kind: "hub-started", countedUpTo: null }, at);
  }

  accept(transition: AlarmTransition): SuppressionOutcome {
    this.#given = transition;
    decide(this.#run.list, { kind: "tick", at: transition.receivedAt, isAfterRows: false }, this.#run.draft);
    return this.#drain();
  }

  read(row: JournalledObservation, flagChanges: readonly FlagChange[] = []): SuppressionOutcome {
    this.#flagChanges = flagChanges;
    this.#run.row(row);
    return this.#drain();
  }

  advance(to: number): SuppressionOutcome {
    this.#run.tick(to);
    return this.#drain();
  }

  applyOrder(order: Order, at: number): SuppressionOutcome {
    this.#run.enter({ kind: "order-given", order }, at);
    return this.#drain();
  }

  enter(entry: Entry, at: number): SuppressionOutcome {
    this.#run.enter(entry, at);
    return this.#drain();
  }

  drainChanges(): readonly SavedEntry[] {
    return this.#run.saved();
  }

  async restore(
    saved: readonly SavedEntry[],
    orders: readonly GivenOrder[],
    { journal, row, clock }: { readonly journal: TestJournal; readonly row: number; readonly clock: number },
  ): Promise<SuppressionOutcome> {
    const { draft, list } = this.#run;
    const state = savedState({ position: journal.placeAt(row), clock, saved, orders });
    draft.clock = clock;
    for (const step of list.steps) await step.restore({ state, journal, pause: async () => {} }, draft);
    this.#notified.push(...draft.found.notified);
    this.#events.push(...draft.found.events);
    return this.#drain();
  }

  #rules(): Step {
    const give = (at: number): readonly AlarmTransition[] => {
      const transition = this.#given;
      if (transition === null || transition.receivedAt > at) return [];
      this.#given = null;
      return [transition];
    };
    return {
      name: "given",
      ...stateless,
      meter: newMeter(),
      on: {
        ...ignoresAll,
        row: (_, { found }) => {
          found.flagChanges.push(...this.#flagChanges);
          this.#flagChanges = [];
        },
        tick: ({ at }, { found }) => void found.transitions.push(...give(at)),
      },
    };
  }

  #drain(): SuppressionOutcome {
    const recorded = this.#run.draft.effects.transitions.splice(0);
    return { recorded, notified: this.#notified.splice(0), events: this.#events.splice(0) };
  }
}

/** What stands between rules and cases over a city, with nothing saved; keys as `keysOf` gives them. */
export function suppressionOver(city: City, world: SuppressionWorld = {}): SuppressionRun {
  return new SuppressionRun(city, world);
}
