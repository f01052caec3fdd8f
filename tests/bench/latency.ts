import { connectAsync, type MqttClient } from "mqtt";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { type LoadDevice, runLoad } from "../../simulators/run-load.ts";
import { channelOf, stationIdOf, testSecret } from "../support/city-folder.ts";
import { until } from "../support/until.ts";
import { startBenchHub } from "./bench-hub.ts";

const devicesUnderLoad = 500;
const gaugesPerDevice = 6;
/** Floods begin one after the other, each at a station of its own: one that came and went this often would be unstable. */
const betweenProbesMs = 50;
/** Below every limit, then above one, by so little that the quality checks have nothing to doubt. */
const probeDepthsM = { before: 0.13, flood: 0.16 };

export interface LatencyFigures {
  readonly readingsPerSecond: number;
  readonly probes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * From handing a reading to the MQTT client to its webhook received and verified, while other devices publish at
 * `rate`. Each probe is a reading that opens the first case of its station.
 */
export async function benchLatency(rate: number, seconds: number): Promise<LatencyFigures> {
  const receivedAt = new Map<string, number>();
  let events = 0;
  const platform = new DispatchPlatform({
    secrets: [testSecret],
    onReceived: ({ type, event }) => {
      events += 1;
      if (!type.includes("case.opened")) return;
      const { stationId } = (event as { data: { case: { stationId: string } } }).data.case;
      receivedAt.set(stationId, performance.now());
    },
  });
  const endpointUrl = await platform.start();
  const probes = Math.floor(((seconds - 1) * 1000) / betweenProbesMs);
  const city = {
    stations: devicesUnderLoad + probes,
    gaugesPerDevice,
    rules: "four",
    endpointUrl,
    isChecked: true,
  } as const;
  const hub = await startBenchHub(city, [new URL(endpointUrl).host]);
  const probing = hub.devices.slice(devicesUnderLoad);
  const clients: MqttClient[] = [];
  try {
    for (const device of probing) clients.push(await connectProbe(hub.port, device));
    let isLoading = false;
    const load = runLoad(
      {
        host: "127.0.0.1",
        port: hub.port,
        devices: hub.devices.slice(0, devicesUnderLoad),
        window: 10,
        seconds,
        ratePerSecond: rate,
        payload: {
          channels: Array.from({ length: gaugesPerDevice }, (_, gauge) => channelOf(gauge)),
          isInTurn: true,
          readings: 1,
          valuesBelow: 0.1,
        },
      },
      () => {
        isLoading = true;
      },
    );
    await until("the load to begin", () => isLoading, 30_000);
    const sentAt = new Map<string, number>();
    for (const [index, device] of probing.entries()) {
      sentAt.set(stationIdOf(devicesUnderLoad + index), performance.now());
      clients[index]?.publish(device.topic, probeReading(probeDepthsM.flood), { qos: 1 });
      const next = performance.now() + betweenProbesMs;
      await until("the next probe", () => performance.now() >= next);
    }
    const { readingsPerSecond } = await load;
    await until("every probe's webhook", () => receivedAt.size >= sentAt.size, 20_000).catch((error: Error) => {
      throw new Error(`${error.message}: ${receivedAt.size} of ${sentAt.size}, ${events} events`);
    });
    const waits = [...sentAt].map(([station, sent]) => (receivedAt.get(station) ?? Number.POSITIVE_INFINITY) - sent);
    return figuresOf(waits, readingsPerSecond);
  } finally {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await hub.stop();
    await platform.stop();
  }
}

/** Signed in, and heard from once: its water stands below every limit. */
async function connectProbe(port: number, { id, token, topic }: LoadDevice): Promise<MqttClient> {
  const client = await connectAsync({ port, clientId: id, username: id, password: token, keepalive: 60 });
  await client.publishAsync(topic, probeReading(probeDepthsM.before), { qos: 1 });
  return client;
}

function probeReading(depthM: number): string {
  return JSON.stringify({ t: Date.now(), values: { [channelOf(0)]: depthM } });
}

function figuresOf(waits: readonly number[], readingsPerSecond: number): LatencyFigures {
  const sorted = [...waits].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return {
    readingsPerSecond: Math.round(readingsPerSecond),
    probes: sorted.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}
