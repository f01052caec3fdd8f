import { loadCity } from "../../../city/load-city.ts";
import { secondMs } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import { type AckLatency, ackLatency } from "../../../simulators/ack-latency.ts";
import type { DeviceAct } from "../../../simulators/fleet/device-act.ts";
import { createFleet, type Fleet } from "../../../simulators/fleet/fleet.ts";
import { type FleetTransport, openFleetTransport } from "../../../simulators/fleet/transport/fleet-transport.ts";
import { playFleet } from "../../../simulators/fleet/transport/play-fleet.ts";
import { createCityWater } from "../../../simulators/physics/city-water.ts";
import type { Weather } from "../../../simulators/physics/water.ts";
import { until } from "../../support/until.ts";
import { residentMb } from "../bench-hub.ts";

/** What the process is sent. */
export interface CityFleetOptions {
  readonly cityFolder: string;
  readonly port: number;
  /** Token of each client, in the order of the fleet's clients. */
  readonly tokens: readonly (readonly [id: string, token: string])[];
  /** Devices report so many times as often as the city says. */
  readonly ratio: number;
  readonly seconds: number;
}

/** What it answers: once when all have signed in, and at the end. */
export type CityFleetAnswer =
  | { readonly kind: "signed-in"; readonly connections: number; readonly signInMs: number }
  | { readonly kind: "measured" }
  | { readonly kind: "result"; readonly result: CityFleetResult };

export interface CityFleetResult {
  readonly messagesPerSecond: number;
  readonly readingsPerSecond: number;
  /** Values of gauges a second. */
  readonly valuesPerSecond: number;
  readonly publishedReadings: number;
  readonly acknowledgedReadings: number;
  /** Values in all readings published, from sign-in to the end. */
  readonly values: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly ackMaxMs: number;
  /** Share of one core. */
  readonly cpuShare: number;
  readonly rssMb: number;
}

const signInMs = 20_000;
/** Rain over the whole city from the first second, so that water moves while it is measured. */
const weather: Weather = {
  cells: [
    {
      hyetograph: { kind: "block", mmPerHour: 60, minutes: 120 },
      startsAt: 0,
      axesKm: [10, 8],
      heading: 60,
      speedKmh: 10,
    },
  ],
};

process.once("message", (options: CityFleetOptions) => {
  const answer = (message: CityFleetAnswer) => process.send?.(message);
  runCityFleet(options, answer).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once("disconnect", () => process.exit());

async function runCityFleet(
  { cityFolder, port, tokens, ratio, seconds }: CityFleetOptions,
  answer: (message: CityFleetAnswer) => void,
): Promise<void> {
  const { city } = loadCity(cityFolder);
  const water = createCityWater({ city, weather, events: [], seed: 1 });
  const tokenOf = new Map(tokens);
  const fleet = counted(createFleet({ city, water, faults: [], seed: 1, startsAt: Date.now(), ratio, signInMs }));
  let latency = ackLatency();
  const transport = openFleetTransport({
    ...{ url: `mqtt://127.0.0.1:${port}`, log: silentLog, mostBackOffMs: 5_000 },
    tokenOf: (id: DeviceId) => tokenOf.get(id) ?? "",
    onAcknowledged: (ms) => latency.add(ms),
  });
  const began = performance.now();
  let isOver = false;
  let now = Date.now();
  const clock = () => {
    // Once it is over devices are still.
    if (!isOver) now = Date.now();
    return now;
  };
  const played = playFleet({ fleet, transport, clock });
  await until("all to be signed in", () => transport.counts.connected === fleet.clients.length, 300_000);
  answer({ kind: "signed-in", connections: fleet.clients.length, signInMs: Math.round(performance.now() - began) });
  // What it took while all signed in is not of the city's rates.
  latency = ackLatency();
  const result = await measure({ fleet, transport, latency, seconds }, () => {
    isOver = true;
    answer({ kind: "measured" });
  });
  answer({ kind: "result", result });
  await played.stop();
}

interface Measured {
  readonly fleet: CountedFleet;
  readonly transport: FleetTransport;
  readonly latency: AckLatency;
  readonly seconds: number;
}

async function measure({ fleet, transport, latency, seconds }: Measured, onOver: () => void): Promise<CityFleetResult> {
  const before = { ...transport.counts, values: fleet.values };
  const cpuBefore = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, seconds * secondMs));
  const { user, system } = process.cpuUsage(cpuBefore);
  const after = { ...transport.counts, values: fleet.values };
  const rssMb = residentMb(process.pid);
  onOver();
  const idle = () => transport.counts.acknowledgedMessages === transport.counts.messages;
  await until("the last acknowledgement", idle, 60_000);
  const aSecond = (key: "messages" | "published" | "values") => Math.round((after[key] - before[key]) / seconds);
  const { published, acknowledged } = transport.counts;
  return {
    ...{ messagesPerSecond: aSecond("messages"), readingsPerSecond: aSecond("published") },
    valuesPerSecond: aSecond("values"),
    ...{ publishedReadings: published, acknowledgedReadings: acknowledged, values: fleet.values },
    ...{ ackP50Ms: latency.percentile(0.5), ackP99Ms: latency.percentile(0.99), ackMaxMs: Math.round(latency.max) },
    cpuShare: Math.round((user + system) / seconds / 10_000) / 100,
    rssMb,
  };
}

interface CountedFleet extends Fleet {
  readonly values: number;
}

/** Counts the values in what a fleet publishes. */
function counted(fleet: Fleet): CountedFleet {
  let values = 0;
  const count = (act: DeviceAct) => {
    if (act.kind === "publish") for (const row of act.rows) values += Object.keys(row.said).length;
  };
  return {
    ...{ clients: fleet.clients, takeTruth: () => fleet.takeTruth(), finish: () => fleet.finish() },
    ask: (deviceId, seconds) => fleet.ask(deviceId, seconds),
    advance(until) {
      const acts = fleet.advance(until);
      acts.forEach(count);
      return acts;
    },
    get values() {
      return values;
    },
  };
}
