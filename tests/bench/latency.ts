import { connectAsync } from "mqtt";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { runLoad } from "../../simulators/load.ts";
import { channelOf, testSecret } from "../support/city-folder.ts";
import { until } from "../support/until.ts";
import { startBenchHub } from "./bench-hub.ts";

const devices = 501;
const gaugesPerDevice = 6;
/** Floods published one after the other, each a reading that raises or clears an alarm. */
const betweenProbesMs = 50;

export interface LatencyFigures {
  readonly readingsPerSecond: number;
  readonly probes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * From handing a reading to the MQTT client to its webhook received and verified, while other devices publish at
 * `rate`. The last device is the probe: its water rises and falls, and each time a case opens or closes.
 */
export async function benchLatency(rate: number, seconds: number): Promise<LatencyFigures> {
  const receivedAt = new Map<string, number>();
  let events = 0;
  const platform = new DispatchPlatform({
    secrets: [testSecret],
    onReceived: ({ type, event }) => {
      events += 1;
      const { openedAt, closedAt } = (event as { data: { openedAt?: number; closedAt?: number | null } }).data;
      const time = (at: unknown): string => new Date(at as string | number).toISOString();
      if (type.includes("case.opened")) receivedAt.set(time(openedAt), performance.now());
      if (type.includes("case.closed")) receivedAt.set(time(closedAt), performance.now());
    },
  });
  const endpointUrl = await platform.start();
  const hub = await startBenchHub({ stations: devices, gaugesPerDevice, rules: "four", endpointUrl }, [
    new URL(endpointUrl).host,
  ]);
  const probe = hub.devices.at(-1)!;
  const client = await connectAsync({
    port: hub.port,
    protocol: "mqtt",
    clientId: probe.id,
    username: probe.id,
    password: probe.token,
    keepalive: 60,
  });
  try {
    const sentAt = new Map<string, number>();
    let isLoading = false;
    const load = runLoad(
      {
        host: "127.0.0.1",
        port: hub.port,
        devices: hub.devices.slice(0, -1),
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
    const probes = Math.floor(((seconds - 1) * 1000) / betweenProbesMs);
    for (let index = 0; index < probes; index++) {
      const t = Date.now();
      sentAt.set(new Date(t).toISOString(), performance.now());
      const payload = JSON.stringify({ t, values: { c0: index % 2 === 0 ? 0.16 : 0 } });
      client.publish(probe.topic, payload, { qos: 1 });
      const next = performance.now() + betweenProbesMs;
      await until("the next probe", () => performance.now() >= next);
    }
    const { readingsPerSecond } = await load;
    await until("every probe's webhook", () => receivedAt.size >= sentAt.size, 20_000).catch((error: Error) => {
      throw new Error(`${error.message}: ${receivedAt.size} of ${sentAt.size}, ${events} events`);
    });
    const waits = [...sentAt].map(([at, sent]) => (receivedAt.get(at) ?? Number.POSITIVE_INFINITY) - sent);
    return figuresOf(waits, readingsPerSecond);
  } finally {
    await client.endAsync(true);
    await hub.stop();
    await platform.stop();
  }
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
