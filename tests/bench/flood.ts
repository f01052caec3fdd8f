import { connectAsync, type MqttClient } from "mqtt";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import type { LoadDevice } from "../../simulators/run-load.ts";
import { channelOf, testSecret } from "../support/city-folder.ts";
import { until } from "../support/until.ts";
import { startBenchHub } from "./bench-hub.ts";

export interface CityFloodFigures {
  readonly stations: number;
  /** From the first reading above a limit to the last PUBACK of five rounds, each of one reading a station. */
  readonly acknowledgedMs: number;
  /** From the same moment until the last of the cases' openings was received. */
  readonly allCasesNotifiedMs: number;
  readonly allNotifiedMs: number;
  readonly events: number;
  readonly deliveredMb: number;
  readonly rssMb: number;
}

const connectsAtOnce = 50;
/** Below every limit, so that the quality checks have seen the water rise. */
const before = [0.05, 0.1, 0.13];
/** Through blue, yellow, orange and red. */
const rounds = [0.16, 0.21, 0.28, 0.33, 0.41];

/** Every station of one district goes under within seconds, the night that the hub is for. */
export async function benchCityFlood(stations: number): Promise<CityFloodFigures> {
  const notifiedAt = new Map<string, number>();
  let events = 0;
  let bytes = 0;
  let lastAt = 0;
  const platform = new DispatchPlatform({
    secrets: [testSecret],
    onReceived: ({ type, event }) => {
      lastAt = performance.now();
      events += 1;
      bytes += Buffer.byteLength(JSON.stringify(event));
      if (type.includes("case.opened"))
        notifiedAt.set((event as { data: { case: { stationId: string } } }).data.case.stationId, lastAt);
    },
  });
  const endpointUrl = await platform.start();
  const city = { stations, gaugesPerDevice: 1, rules: "ladder", endpointUrl, isChecked: true } as const;
  const hub = await startBenchHub(city, [new URL(endpointUrl).host]);
  const clients: MqttClient[] = [];
  try {
    for (let from = 0; from < stations; from += connectsAtOnce) {
      const some = hub.devices.slice(from, from + connectsAtOnce);
      clients.push(...(await Promise.all(some.map((device) => signIn(hub.port, device)))));
    }
    const send = (depthM: number): Promise<unknown> => {
      const payload = JSON.stringify({ t: Date.now(), values: { [channelOf(0)]: depthM } });
      return Promise.all(
        clients.map((client, index) => client.publishAsync(hub.devices[index]!.topic, payload, { qos: 1 })),
      );
    };
    for (const depthM of before) await send(depthM);
    const startedAt = performance.now();
    for (const depthM of rounds) await send(depthM);
    const acknowledgedMs = Math.round(performance.now() - startedAt);
    await until("every case to be notified", () => notifiedAt.size === stations, 300_000);
    await until("the last event", () => performance.now() - lastAt > 3_000, 300_000);
    return {
      stations,
      acknowledgedMs,
      allCasesNotifiedMs: Math.round(Math.max(...notifiedAt.values()) - startedAt),
      allNotifiedMs: Math.round(lastAt - startedAt),
      events,
      deliveredMb: Math.round(bytes / 100_000) / 10,
      rssMb: hub.rssMb(),
    };
  } finally {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await hub.stop();
    await platform.stop();
  }
}

function signIn(port: number, { id, token }: LoadDevice): Promise<MqttClient> {
  return connectAsync({ port, clientId: id, username: id, password: token, keepalive: 60 });
}
