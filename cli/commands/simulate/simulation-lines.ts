import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { City } from "../../../domain/city/city.ts";
import { minuteMs, secondMs } from "../../../domain/clock.ts";
import type { EventType, StoredEvent } from "../../../domain/governance/event.ts";
import type { BilingualText } from "../../../domain/text.ts";
import type { Hub } from "../../../hub/start-hub.ts";
import { fill } from "../../../locales/fill.ts";
import { amountText } from "../../../locales/format/amounts.ts";
import { durationText, localTime, localTimeBeside, localTimeWithZone } from "../../../locales/format/times.ts";
import { demoActNames, demoPartNames, demoTexts } from "../../../locales/simulation/demo.ts";
import { simulateTexts } from "../../../locales/simulation/simulate.ts";
import { wordsForTransition } from "../../../messages/alarm-line.ts";
import type { Speed } from "../../../scenario-run/pace.ts";
import type { RunUp, ScenarioRun } from "../../../scenario-run/run-scenario.ts";
import type { CallMade } from "../../../simulators/people/people.ts";
import type { Scenario } from "../../../simulators/scenario/scenario.ts";
import { deepestOverRoads, eventLine, hasSisters } from "../../demo-lines.ts";
import type { Terminal } from "../../terminal.ts";

export interface SimulationLinesParts {
  readonly scenario: Scenario;
  readonly city: City;
  readonly seed: number;
  readonly speed: Speed;
  /** True where only the summary is said. */
  readonly isQuiet: boolean;
}

/** Between two lines on the water, by the clock of the scenario. */
const waterEveryMs = 10 * minuteMs;

/** Water no deeper than a finger's breadth is none, m. */
const fingerM = 0.01;

/** Events that have a line; the others are counted at most. */
const shownTypes: ReadonlySet<EventType> = new Set<EventType>([
  "case.opened",
  "case.closed",
  "warning.drafted",
  "warning.issued",
  "warning.lifted",
  "call.requested",
  "response.changed",
  "mode.changed",
]);

/** What a person sees of a run. Each line has the time of the scenario in front. */
export class SimulationLines {
  readonly #parts: SimulationLinesParts;
  readonly #terminal: Terminal;
  readonly #told = new Map<EventType, number>();
  #acts = 0;
  #hub: Hub | null = null;
  #now: number;

  constructor(parts: SimulationLinesParts, terminal: Terminal) {
    this.#parts = parts;
    this.#terminal = terminal;
    this.#now = parts.scenario.startsAt;
    if (!parts.isQuiet) this.#introduce();
  }

  up({ hub, callers, apiUrl }: RunUp): void {
    this.#hub = hub;
    if (!this.#parts.isQuiet) {
      this.#say(fill(simulateTexts.api, { address: apiUrl }));
      this.#say(fill(simulateTexts.token, { token: callers.reader }));
    }
    hub.live.subscribe({
      events: (events) => {
        for (const event of events) this.#event(event);
      },
      observations: () => {},
    });
    hub.onEffectsCommitted(({ transitions }) => {
      for (const transition of transitions) this.#alarm(transition);
    });
  }

  made({ as, what, about, status }: CallMade): void {
    this.#acts += 1;
    if (status < 300) this.#timed(fill(demoTexts.act, { who: demoPartNames[as], act: demoActNames[what], about }));
  }

  /** @param seconds how far the scenario is */
  step(seconds: number): void {
    const before = this.#now;
    this.#now = this.#parts.scenario.startsAt + seconds * secondMs;
    if (Math.floor(this.#now / waterEveryMs) !== Math.floor(before / waterEveryMs)) this.#water();
  }

  over(
    { counts, startsAt, endedAt, isWhole, truthFile }: ScenarioRun,
    tookMs: number,
    truth: string | undefined,
  ): void {
    const how = simulateTexts[isWhole ? "done" : "ended"];
    const { published, acknowledged, kept, refused, webhooks } = counts;
    const length = durationText(endedAt - startsAt);
    const seconds = (tookMs / secondMs).toFixed(1);
    const blanks = { how, length, seconds, published, acknowledged, kept, refused, webhooks, acts: this.#acts };
    this.#say(fill(simulateTexts.summary, blanks));
    const count = (type: EventType): number => this.#told.get(type) ?? 0;
    this.#say(
      fill(simulateTexts.told, {
        opened: count("case.opened"),
        closed: count("case.closed"),
        issued: count("warning.issued"),
        calls: count("call.requested"),
      }),
    );
    if (truth !== undefined) this.#say(fill(simulateTexts.truth, { file: truthFile, rows: counts.truthRows }));
  }

  #introduce(): void {
    const { scenario, city, seed, speed } = this.#parts;
    const { timeZone } = city;
    this.#say(fill(simulateTexts.title, { title: scenario.title }));
    this.#say(fill(simulateTexts.note, { note: scenario.note }));
    const { stations, gauges } = city;
    this.#say(fill(simulateTexts.city, { name: city.name, stations: stations.size, gauges: gauges.size, seed }));
    const lastsMs = scenario.seconds * secondMs;
    const pace =
      speed === "max"
        ? simulateTexts["pace-max"]
        : fill(simulateTexts["pace-times"], { speed, length: durationText(lastsMs / speed) });
    const from = localTime(scenario.startsAt, timeZone);
    const to = localTimeWithZone(scenario.startsAt + lastsMs, timeZone);
    this.#say(fill(simulateTexts.clock, { from, to, pace }));
  }

  #event(event: StoredEvent): void {
    this.#told.set(event.type, (this.#told.get(event.type) ?? 0) + 1);
    const line = shownTypes.has(event.type) ? eventLine(event) : null;
    if (line !== null) this.#timed(line);
  }

  #alarm(transition: AlarmTransition): void {
    const { city } = this.#parts;
    const context = { timeZone: city.timeZone, namesGauge: hasSisters(transition, city) };
    this.#timed(fill(demoTexts.alarm, { words: wordsForTransition(transition, context) }));
  }

  #water(): void {
    if (this.#hub === null) return;
    const { openCases: cases, issuedWarnings: warnings } = this.#hub.counts();
    const deepest = deepestOverRoads(this.#parts.city, this.#hub.latest);
    const words =
      deepest === null || deepest.value <= fingerM
        ? fill(simulateTexts.dry, { cases, warnings })
        : fill(simulateTexts.water, {
            depth: amountText(deepest.value, "m", "depth"),
            place: deepest.place,
            cases,
            warnings,
          });
    this.#timed(words);
  }

  #timed(words: BilingualText): void {
    if (this.#parts.isQuiet) return;
    const { scenario, city } = this.#parts;
    const time = localTimeBeside(this.#now, scenario.startsAt, city.timeZone);
    this.#say(fill(simulateTexts.line, { time, words }));
  }

  #say(words: BilingualText): void {
    this.#terminal.print(this.#terminal.say(words));
  }
}
