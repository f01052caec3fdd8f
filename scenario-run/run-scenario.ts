import { join } from "node:path";
import type { LoadedCity } from "../city/load-city.ts";
import { secondMs } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { Language } from "../domain/text.ts";
import type { Hub } from "../hub/start-hub.ts";
import { DispatchPlatform, newSecret } from "../simulators/dispatch-platform.ts";
import { createFleet } from "../simulators/fleet/fleet.ts";
import { type FleetCounts, openFleetTransport } from "../simulators/fleet/transport/fleet-transport.ts";
import type { CallMade } from "../simulators/people/people.ts";
import { createCityWater } from "../simulators/physics/city-water.ts";
import { withExercise } from "../simulators/scenario/exercise-water.ts";
import type { Scenario } from "../simulators/scenario/scenario.ts";
import { TruthFile } from "../simulators/truth/truth-file.ts";
import type { Callers } from "./callers.ts";
import { Lockstep, RunClock } from "./lockstep.ts";
import { type HubPorts, type OwnHub, startOwnHub } from "./own-hub.ts";
import { Pace, type Speed } from "./pace.ts";
import { createRunPeople, type RunPeople } from "./run-people.ts";
import { openingRows } from "./truth-rows.ts";

export interface ScenarioRunOptions {
  readonly scenario: Scenario;
  readonly city: LoadedCity;
  /** The same scenario, city and seed: the same truth to the byte. */
  readonly seed: number;
  /** Data of the hub is kept in `data` in it, which is new or empty. */
  readonly folder: string;
  /** What was true; `truth.jsonl.gz` in the folder where left out. */
  readonly truthFile?: string;
  readonly speed: Speed;
  /** Free ones where left out. */
  readonly ports?: HubPorts;
  readonly language: Language;
  readonly log: Log;
  /** Ends the run after the step under way. */
  readonly signal?: AbortSignal;
  /** Called once hub and devices are there, before the first step. */
  readonly onUp?: (up: RunUp) => void;
  /** Called after each step with how far the scenario is; time stands until what it gives resolves. */
  readonly onStep?: (seconds: number) => void | Promise<void>;
  /** Called after each thing that people told the hub. */
  readonly onMade?: (made: CallMade) => void;
}

/** A run that has begun. */
export interface RunUp {
  readonly hub: Hub;
  readonly callers: Callers;
  /** `http://host:port` */
  readonly apiUrl: string;
  readonly mqttUrl: string;
}

/** A run that is over. */
export interface ScenarioRun {
  readonly truthFile: string;
  /** Of the hub, which has stopped: journal.db and state.db. */
  readonly dataFolder: string;
  /** ms since 1970, by the clock of the scenario; how far it came. */
  readonly startsAt: number;
  readonly endedAt: number;
  /** False where it was ended before its time. */
  readonly isWhole: boolean;
  readonly counts: RunCounts;
}

export interface RunCounts extends FleetCounts {
  /** Rows of the truth file. */
  readonly truthRows: number;
  /** Readings that the hub kept. */
  readonly kept: number;
  /** Values that it refused. */
  readonly refused: number;
  /** Webhooks that its platform took in. */
  readonly webhooks: number;
}

/**
 * Plays a scenario to a hub of its own: water, devices over real connections, people and hub on one clock. Nothing of it waits for the
 * clock of the machine but the pace that is asked for.
 */
export async function runScenario(options: ScenarioRunOptions): Promise<ScenarioRun> {
  const { scenario, folder, signal } = options;
  const truthFile = options.truthFile ?? join(folder, "truth.jsonl.gz");
  const clock = new RunClock(scenario.startsAt);
  const secret = newSecret();
  const told: { people: RunPeople | null } = { people: null };
  const platform = new DispatchPlatform({
    secrets: [secret],
    clock: clock.read,
    onReceived: ({ event }) => told.people?.told(event),
  });
  const platformUrl = await platform.start();
  try {
    const dataFolder = join(folder, "data");
    const ports = options.ports ?? { mqtt: 0, api: 0 };
    const own = await startOwnHub({ ...options, dataFolder, clock: clock.read, platformUrl, secret, ports });
    try {
      const people = createRunPeople({
        ...options,
        ...own,
        city: options.city.city,
        clock: clock.read,
        api: own.apiUrl,
      });
      told.people = people;
      const counts = await live({ options, own, people, clock, truthFile, platform });
      const endedAt = clock.read();
      const isWhole = signal?.aborted !== true;
      return { truthFile, dataFolder, startsAt: scenario.startsAt, endedAt, isWhole, counts };
    } finally {
      told.people?.agenda.clear();
      await own.hub.stop();
    }
  } finally {
    await platform.stop();
  }
}

interface LiveParts {
  readonly options: ScenarioRunOptions;
  readonly own: OwnHub;
  readonly people: RunPeople;
  readonly clock: RunClock;
  readonly truthFile: string;
  readonly platform: DispatchPlatform;
}

async function live({ options, own, people, clock, truthFile, platform }: LiveParts): Promise<RunCounts> {
  const { scenario, seed, speed, signal } = options;
  const { city } = options.city;
  const { startsAt, seconds, stepSeconds, weather, events, faults } = scenario;
  const { hub, callers, apiUrl, mqttUrl } = own;
  const water = withExercise(createCityWater({ city, weather, events, seed }), scenario.exercise);
  const fleet = createFleet({ city, water, faults, seed, startsAt });
  const truth = new TruthFile(truthFile);
  const transport = openFleetTransport({
    ...{ url: mqttUrl, tokenOf: own.tokenOf, log: options.log, mostBackOffMs: secondMs },
    onAsk: (deviceId, everySeconds) => fleet.ask(deviceId, everySeconds),
  });
  try {
    await truth.write(openingRows(scenario, { seed, cityCode: city.code, gauges: water.gaugeIds }));
    await people.begin();
    options.onUp?.({ hub, callers, apiUrl, mqttUrl });
    const { agenda } = people;
    const lockstep = new Lockstep({ clock, fleet, water, performer: transport, agenda, hub, truth });
    const pace = new Pace(speed, signal);
    for (let to = stepSeconds; to - stepSeconds < seconds && signal?.aborted !== true; to += stepSeconds) {
      const done = Math.min(to, seconds);
      await lockstep.step(startsAt + done * secondMs);
      await options.onStep?.(done);
      await pace.reached(done);
    }
    fleet.finish();
    await truth.write(fleet.takeTruth());
  } finally {
    await transport.stop();
    await truth.close();
  }
  const { values, observations } = hub.counts();
  return {
    ...transport.counts,
    truthRows: truth.rows,
    kept: observations,
    refused: values - observations,
    webhooks: platform.counts.requests - platform.counts.duplicates,
  };
}
