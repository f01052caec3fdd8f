import type { City } from "../domain/city/city.ts";
import { type Clock, minuteMs, secondMs } from "../domain/clock.ts";
import type { Language } from "../domain/text.ts";
import { callHub } from "../examples/receiver.ts";
import { fill } from "../locales/fill.ts";
import { scenarioRunTexts } from "../locales/simulation/scenario-run.ts";
import { SteppedAgenda } from "../simulators/people/agenda.ts";
import { type CallMade, People } from "../simulators/people/people.ts";
import type { Attendance, Scenario } from "../simulators/scenario/scenario.ts";
import type { Callers } from "./callers.ts";

/**
 * How many times as long as in the demonstration things take people in a run, whose minutes are real ones: a call is answered after
 * half a minute, a unit sets out within two, its work takes up to seven.
 */
const slowness: Readonly<Record<Exclude<Attendance, "nobody">, number>> = { attentive: 20, slow: 60 };

export interface RunPeopleOptions {
  readonly scenario: Scenario;
  readonly city: City;
  readonly seed: number;
  readonly clock: Clock;
  readonly api: string;
  readonly callers: Callers;
  readonly language: Language;
  readonly onMade?: (made: CallMade) => void;
}

/** Those who answer the hub in a run. */
export interface RunPeople {
  /** @param event a CloudEvent of the hub, taken in for the first time */
  told(event: unknown): void;
  readonly agenda: SteppedAgenda;
  /** What has to be done before the first step: a drill is started. */
  begin(): Promise<void>;
}

export function createRunPeople(options: RunPeopleOptions): RunPeople {
  const { scenario, city, seed, clock, api, callers, language, onMade } = options;
  const agenda = new SteppedAgenda(clock);
  const { people: attendance } = scenario;
  const people =
    attendance === "nobody"
      ? null
      : new People({
          ...{ api, language, agenda },
          tokens: callers,
          units: [...city.units.keys()],
          seed: String(seed),
          slowness: slowness[attendance],
          ...(onMade === undefined ? {} : { onMade }),
        });
  return {
    agenda,
    told: (event) => people?.told(event),
    begin: async () => {
      if (scenario.isDrill) await startDrill(options);
    },
  };
}

/** Over the whole city, until the scenario is over. */
async function startDrill({ scenario, city, clock, api, callers, language }: RunPeopleOptions): Promise<void> {
  const until = clock() + scenario.seconds * secondMs + minuteMs;
  const title = fill(scenarioRunTexts["drill-title"], { title: scenario.title })[language];
  const body = { drillId: scenario.name, title, areaCodes: [city.code], until: String(until) };
  await callHub({ api, token: callers.commander }, { path: "/api/v1/drills", key: `drill-${scenario.name}`, body });
}
