import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { systemClock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { deviceIdOf, type GeneratedCity, testSecret, testSecretVariable, writeCityFolder } from "../city-folder.ts";
import { freePorts, HubProcess, type HubProcessOptions } from "./hub-process.ts";

export interface RunningHub {
  readonly folder: string;
  /** Address of its API. */
  readonly url: string;
  readonly process: HubProcess;
  readonly platform: DispatchPlatform;
  readonly tokens: readonly string[];
  /** Address of its API, `http://host:port`. */
  readonly api: string;
  /**
   * Signs the station's device in over MQTT, in place of its connection before; ended with the hub.
   *
   * @param options.isTwin beside that one: the two take each other's place for ever
   */
  device(station: number, options?: { readonly isTwin?: boolean }): Promise<MqttClient>;
  /** GET on the API as an operator; the parsed answer. */
  get<T>(path: string): Promise<T>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface RunningHubOptions {
  readonly city?: Partial<GeneratedCity>;
  readonly settings?: HubProcessOptions["settings"];
  /** Script in place of cli/guanlan.ts: the broken variants of proofs. */
  readonly script?: string;
  /** Environment of its process, beside the secret of its platform. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hosts with ports of further endpoints that `rewriteCity` adds. */
  readonly moreTargets?: readonly string[];
  /** Rewrites the generated city before the hub starts. */
  readonly rewriteCity?: (folder: string) => void;
}

/** A whole hub in a process of its own, with a dispatch platform beside it and credentials for every device. */
export async function runHub({
  city = {},
  settings = {},
  script,
  env = {},
  moreTargets = [],
  rewriteCity,
}: RunningHubOptions = {}): Promise<RunningHub> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-hub-"));
  const platform = new DispatchPlatform({ secrets: [testSecret] });
  const endpointUrl = await platform.start();
  const generated: GeneratedCity = { stations: 2, gaugesPerDevice: 2, rules: "ladder", endpointUrl, ...city };
  writeCityFolder(join(folder, "city"), generated);
  rewriteCity?.(join(folder, "city"));
  const store = openCommandStore(join(folder, "data"), systemClock);
  const ids = Array.from({ length: generated.stations }, (_, station) => deviceIdOf(station) as DeviceId);
  const tokens = store.devices.replaceAll(ids);
  const { token } = store.tokens.create("test", "operator");
  store.close();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    env: { ...env, [testSecretVariable]: testSecret },
    ...(script === undefined ? {} : { script }),
    settings: {
      ...settings,
      webhooks: {
        allowedTargets: [new URL(endpointUrl).host, ...moreTargets],
        retryDelaysMs: [100],
        ...settings.webhooks,
      },
    },
  });
  await hub.start();
  const clients: MqttClient[] = [];
  const newest = new Map<number, MqttClient>();
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${apiPort}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  return {
    folder,
    url: `http://127.0.0.1:${apiPort}`,
    process: hub,
    platform,
    tokens,
    api: `http://127.0.0.1:${apiPort}`,
    async device(station, { isTwin = false } = {}) {
      const id = deviceIdOf(station);
      if (!isTwin) await newest.get(station)?.endAsync(true);
      const password = tokens[station] as string;
      const client = await connectAsync({
        port: mqttPort,
        protocol: "mqtt",
        clientId: id,
        username: id,
        password,
        reconnectPeriod: 100,
      });
      client.on("error", () => {});
      clients.push(client);
      newest.set(station, client);
      return client;
    },
    async get<T>(path: string): Promise<T> {
      const response = await call(path);
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    fetch: call,
    async close() {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await hub.kill();
      await platform.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
