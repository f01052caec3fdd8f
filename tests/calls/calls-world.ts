import { OpenCalls } from "../../calls/open-calls.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import type { Level } from "../../domain/city/level.ts";
import type { Call } from "../../domain/duty/call.ts";
import type { Case, CaseEntry } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { AlarmKey, CaseId, EndpointId, StationId } from "../../domain/ids.ts";
import type { EndpointCondition } from "../../domain/inputs/endpoint-reported.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { decideRestored } from "../../processor/decide.ts";
import { following, newMeter, type Step, stateless } from "../../processor/step.ts";
import { callsStep } from "../../processor/steps/calls.ts";
import { casesStep } from "../../processor/steps/cases.ts";
import { observeStep } from "../../processor/steps/observe.ts";
import type { SavedEntry } from "../../store/ports.ts";
import { transition } from "../support/alarm-builders.ts";
import { StepRun, savedState } from "../support/worlds/steps.ts";

/** What a run of the hub left behind. */
interface Left {
  readonly saved: ReadonlyMap<string, SavedEntry>;
  readonly openCases: readonly Case[];
  readonly clock: number;
}

/** Cases and calls fed by hand: alarms, time and entries, with everything that comes of it. */
export class CallsWorld {
  readonly calls: OpenCalls;
  /** Of this run, in order. */
  readonly events: HubEvent[] = [];
  readonly lines: CaseEntry[] = [];
  readonly #city: City;
  readonly #run: StepRun;
  readonly #saved: Map<string, SavedEntry>;
  readonly #cases: Map<CaseId, Case>;
  #alarms: AlarmTransition[] = [];
  readonly #levels = new Map<string, Level | null>();

  private constructor(city: City, left: Left, steps: readonly Step[], calls: OpenCalls, alarms: AlarmTransition[]) {
    this.#city = city;
    this.calls = calls;
    this.#alarms = alarms;
    this.#saved = new Map(left.saved);
    this.#cases = new Map(left.openCases.map((open) => [open.id, open]));
    const observe = observeStep(({ found }) => {
      for (const { change } of found.caseChanges) {
        this.lines.push(change.entry.entry);
        this.#cases.set(change.after.id, change.after);
      }
      this.events.push(...found.events);
    });
    const clock = left.clock;
    this.#run = new StepRun([...steps, observe], { position: { row: 0, entry: 0 }, clock });
  }

  static async start(city: City, left: Left = { saved: new Map(), openCases: [], clock: 0 }): Promise<CallsWorld> {
    const alarms: AlarmTransition[] = [];
    const cases = createOpenCases(city, left.openCases);
    const calls = new OpenCalls(city);
    const inject: Step = {
      name: "inject",
      ...stateless,
      meter: newMeter(),
      on: {
        ...following(() => {}),
        tick: (_, { found }) => void found.notified.push(...alarms.splice(0)),
      },
    };
    const steps = [inject, casesStep(cases), callsStep({ calls, cases, city })];
    const world = new CallsWorld(city, left, steps, calls, alarms);
    await world.#restore(left);
    return world;
  }

  /** The hub is killed and started again; the clock may have gone on. */
  async restart(): Promise<CallsWorld> {
    this.#save();
    const openCases = [...this.#cases.values()].filter((known) => !isCaseOver(known));
    return CallsWorld.start(this.#city, { saved: this.#saved, openCases, clock: this.#run.draft.clock });
  }

  /** An alarm of a station moves. @param to null where it clears */
  alarm(to: Level | null, at: number, place = "tunnel", more: Parameters<typeof transition>[0] = {}): void {
    const from = this.#levels.get(place) ?? null;
    this.#levels.set(place, to);
    const alarmKey = `depth|${place}` as AlarmKey;
    const target = { kind: "station", stationId: place as StationId } as const;
    this.#alarms.push(transition({ alarmKey, target, from, to, at, receivedAt: at, episodeStartedAt: at, ...more }));
    this.tick(at);
  }

  tick(at: number): void {
    this.#run.tick(at);
  }

  /** Alarms of a run before are known again. */
  known(place: string, level: Level): void {
    this.#levels.set(place, level);
  }

  enter(entry: Entry, at: number): void {
    this.#run.enter(entry, at);
  }

  report(endpointId: string, condition: EndpointCondition, at: number, waiting: readonly string[] = []): void {
    this.enter({ kind: "endpoint-reported", endpointId: endpointId as EndpointId, condition, waiting }, at);
  }

  get openCase(): Case {
    const [open] = [...this.#cases.values()].filter((known) => !isCaseOver(known));
    if (open === undefined) throw new Error("a case is open");
    return open;
  }

  refusal(entrySeq: number): string | undefined {
    return this.#run.draft.refusals.get(entrySeq)?.code;
  }

  /** Whom each call went to and how it stands, oldest first: `li robot missed`. */
  said(): readonly string[] {
    return [...this.calls.calls()].reverse().map(sayCall);
  }

  #save(): void {
    for (const entry of this.#run.saved()) {
      const key = `${entry.step}|${entry.key}`;
      if (entry.state === null) this.#saved.delete(key);
      // As the store has it.
      else this.#saved.set(key, JSON.parse(JSON.stringify(entry)) as SavedEntry);
    }
  }

  async #restore(left: Left): Promise<void> {
    const { draft, list } = this.#run;
    const state = savedState({
      position: draft.position,
      clock: left.clock,
      saved: [...left.saved.values()],
      openCases: left.openCases,
    });
    const journal = {} as Parameters<Step["restore"]>[0]["journal"];
    for (const step of list.steps) await step.restore({ state, journal, pause: async () => {} }, draft);
    if (left.clock > 0) decideRestored(list, draft);
  }
}

function sayCall({ to, channel, state, skippedBecause }: Call): string {
  const reason = skippedBecause === undefined ? "" : `: ${skippedBecause}`;
  return `${to?.personId ?? "nobody"} ${channel ?? "-"} ${state}${reason}`;
}
