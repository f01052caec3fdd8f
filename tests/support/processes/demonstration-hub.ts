import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { minuteMs, systemClock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { freePorts, HubProcess, type HubProcessOptions } from "./hub-process.ts";

const zhengzhou = resolve(import.meta.dirname, "..", "..", "..", "cities", "zhengzhou");

/** The city of the demonstration on a hub in a process of its own, with what a device sends to it. */
export interface DemonstrationHub {
  readonly process: HubProcess;
  readonly cityFolder: string;
  /** Publishes one payload as `device`, signed in with its token; resolves once it is acknowledged. */
  publish(device: string, payload: unknown): Promise<void>;
  /** GET on the API as an operator; the parsed answer. */
  get<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

export interface DemonstrationHubOptions {
  /** Devices that will publish. */
  readonly devices: readonly string[];
  readonly settings?: HubProcessOptions["settings"];
  /** Changes the copy of the city before the hub starts. */
  readonly rewriteCity?: (folder: string) => void;
}

export async function runDemonstrationHub(options: DemonstrationHubOptions): Promise<DemonstrationHub> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-field-"));
  const cityFolder = join(folder, "city");
  cpSync(zhengzhou, cityFolder, { recursive: true });
  writeFileSync(join(cityFolder, "endpoints.yaml"), "endpoints: []\n");
  // Nobody acts here and nobody is called: cases close with the water, as in a city without a standing order.
  for (const name of ["case-policy.yaml", "posts.yaml", "ladders.yaml"])
    rmSync(join(cityFolder, name), { force: true });
  options.rewriteCity?.(cityFolder);
  const store = openCommandStore(join(folder, "data"), systemClock);
  const tokens = store.devices.replaceAll(options.devices.map((id) => id as DeviceId));
  const { token } = store.tokens.create("test", "operator");
  store.close();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    settings: { rules: { lateAfterMs: 86_400_000 }, hub: { checkpointMs: 100, city: cityFolder }, ...options.settings },
  });
  await hub.start();
  const clients = new Map<string, MqttClient>();
  const clientOf = async (id: string): Promise<MqttClient> => {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const password = tokens[options.devices.indexOf(id)] ?? "";
    const client = await connectAsync({ port: mqttPort, clientId: id, username: id, password, reconnectPeriod: 100 });
    client.on("error", () => {});
    clients.set(id, client);
    return client;
  };
  return {
    process: hub,
    cityFolder,
    async publish(device, payload) {
      const client = await clientOf(device);
      await client.publishAsync(`v1/devices/${device}/readings`, JSON.stringify(payload), { qos: 1 });
    },
    async get<T>(path: string): Promise<T> {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`http://127.0.0.1:${apiPort}${path}`, { headers });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.endAsync(true)));
      await hub.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * One reading a minute of a channel, the last of them at `endsAt`: `2x5,8` is 2 five times and then 8.
 *
 * @returns readings oldest first
 */
export function minutely(channel: string, run: string, endsAt: number): readonly object[] {
  const values = run.split(",").flatMap((part) => {
    const [value, times = "1"] = part.split("x");
    return Array.from({ length: Number(times) }, () => Number(value));
  });
  const firstAt = endsAt - (values.length - 1) * minuteMs;
  return values.map((value, index) => ({ t: firstAt + index * minuteMs, values: { [channel]: value } }));
}
