import { join } from "node:path";
import type { City, Gauge } from "../../domain/city/city.ts";
import { type Clock, secondMs } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import { createFleet, type Fleet } from "../fleet/fleet.ts";
import { type FleetCounts, openFleetTransport } from "../fleet/transport/fleet-transport.ts";
import { playFleet } from "../fleet/transport/play-fleet.ts";
import { createCityWater } from "../physics/city-water.ts";
import type { TrueWater } from "../physics/water.ts";
import { readScenarioAsFits } from "../scenario/read-scenario.ts";
import { seededRandom } from "../seeded-random.ts";
import { RecurringWater } from "./recurring-water.ts";

/** Seconds of the water in one of ours: a storm of an hour, with what drains after it, is seen in minutes. */
export const squeeze = 60;

/** Ponds, feeders and drains are drawn so that there is something to see; a demonstration's own seed draws its devices. */
const citySeed = 1;

const stormFile = join(import.meta.dirname, "storm.yaml");

export interface DemonstrationOptions {
  /** The hub's MQTT listener, `mqtt://host:port`. */
  readonly url: string;
  readonly city: City;
  readonly tokenOf: (deviceId: DeviceId) => string;
  /** The same seed, the same devices. */
  readonly seed: string;
  /** Between two readings of every device, ms: a spectator waits for no quarter of an hour. */
  readonly intervalMs: number;
  readonly log: Log;
  readonly clock: Clock;
}

export interface Demonstration {
  /** Every device says goodbye, within a few seconds even when the hub is gone. */
  stop(): Promise<void>;
  readonly counts: FleetCounts;
}

/**
 * Every device of a city but those at stations tagged `yours` or there for drills, in a storm that comes back every 20 minutes. The clock
 * is the machine's, so that people's own devices and sessions are right; the water's time is squeezed by `squeeze`.
 */
export function startDemonstration(options: DemonstrationOptions): Demonstration {
  const { url, tokenOf, log, clock } = options;
  const fleet = demonstrationFleet({ ...options, startsAt: clock() });
  const transport = openFleetTransport({
    url,
    tokenOf,
    log,
    onAsk: (deviceId, seconds) => fleet.ask(deviceId, seconds),
  });
  const played = playFleet({ fleet, transport, clock });
  return {
    stop: () => played.stop(),
    get counts() {
      return transport.counts;
    },
  };
}

/** The devices of the demonstration as a function of their clock. */
export function demonstrationFleet(
  options: Pick<DemonstrationOptions, "city" | "seed" | "intervalMs"> & { readonly startsAt: number },
): Fleet {
  const { city, startsAt, intervalMs } = options;
  const seed = Math.floor(seededRandom(options.seed) * 2 ** 32);
  const { faults } = readScenarioAsFits(stormFile, city);
  const water = demonstrationWater(city);
  const fleet = createFleet({ city, water, faults, seed, startsAt, squeeze, signInMs: intervalMs });
  for (const deviceId of city.devices.keys()) fleet.ask(deviceId, intervalMs / secondMs);
  return fleet;
}

/**
 * What is true in the demonstration. Behind rubber dams the water stands still: what falls there in hours would fall in minutes, and be
 * taken for a dam that fails.
 */
export function demonstrationWater(city: City): TrueWater {
  const { weather, events, seconds } = readScenarioAsFits(stormFile, city);
  const make = (): TrueWater => createCityWater({ city, weather, events, seed: citySeed });
  const gauges = make().gaugeIds.flatMap((id) => city.gauges.get(id) ?? []);
  const isStill = ({ stationId }: Gauge): boolean => city.stations.get(stationId)?.kind === "rubber-dam";
  return new RecurringWater({ make, gauges, roundSeconds: seconds, isStill });
}
