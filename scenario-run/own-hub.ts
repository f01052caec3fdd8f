import { existsSync, mkdirSync, readdirSync } from "node:fs";
import type { LoadedCity } from "../city/load-city.ts";
import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { DeviceId, EndpointId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { type Settings, settingsSchema } from "../hub/settings/settings.ts";
import { type Hub, startHub } from "../hub/start-hub.ts";
import { fill } from "../locales/fill.ts";
import { simulateTexts } from "../locales/simulation/simulate.ts";
import { clientsOf } from "../simulators/clients-of.ts";
import { openCommandStore } from "../store/sqlite/command-store.ts";
import type { Endpoint } from "../webhooks/endpoints/endpoint-schema.ts";
import { type Callers, renewCallers } from "./callers.ts";

/** Where its secret is looked up; in an environment of the run's own, never in the process's. */
const secretVariable = "GUANLAN_SIMULATION_SECRET";

/** Never while a run lasts: the machine's clock is not the run's. */
const neverCron = "0 0 1 1 *";

export interface OwnHubOptions {
  readonly city: LoadedCity;
  /** New or empty: nobody's data is ever mixed with what is simulated. */
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Where the simulated platform listens. */
  readonly platformUrl: string;
  readonly secret: string;
  readonly ports: HubPorts;
  readonly log: Log;
}

/** 0 for any that is free. */
export interface HubPorts {
  readonly mqtt: number;
  readonly api: number;
}

/** A hub whose time goes by in steps, that nobody but a run has. */
export interface OwnHub {
  readonly hub: Hub;
  readonly callers: Callers;
  readonly tokenOf: (deviceId: DeviceId) => string;
  /** `mqtt://host:port` */
  readonly mqttUrl: string;
  /** `http://host:port` */
  readonly apiUrl: string;
}

/** Makes its data folder and starts it. @throws {HubError} `simulators.folder_taken` where there is something in the folder */
export async function startOwnHub(options: OwnHubOptions): Promise<OwnHub> {
  const { city, dataFolder, clock, secret, log } = options;
  makeNew(dataFolder);
  const { callers, tokens } = issueTokens(city, { dataFolder, clock });
  const hub = await startHub({
    settings: settingsOf(options),
    city: { ...city, endpoints: endpointsTo(options.platformUrl, city.endpoints) },
    env: { [secretVariable]: secret },
    clock,
    isStepped: true,
    log,
  });
  const [listener] = hub.addresses.listeners;
  const { host, port } = hub.addresses.api;
  const tokenOf = (deviceId: DeviceId): string => tokens.get(deviceId) ?? "";
  return { hub, callers, tokenOf, mqttUrl: listener?.url ?? "", apiUrl: `http://${host}:${port}` };
}

function makeNew(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HubError("simulators.folder_taken", fill(simulateTexts["data-taken"], { folder }));
  }
  mkdirSync(folder, { recursive: true });
}

function issueTokens(
  { city }: LoadedCity,
  { dataFolder, clock }: Pick<OwnHubOptions, "dataFolder" | "clock">,
): { readonly callers: Callers; readonly tokens: ReadonlyMap<DeviceId, string> } {
  const all = clientsOf(city);
  const store = openCommandStore(dataFolder, clock);
  try {
    const issued = store.devices.replaceAll(all);
    return {
      callers: renewCallers(store),
      tokens: new Map(all.map((id, index) => [id, issued[index] ?? ""])),
    };
  } finally {
    store.close();
  }
}

/** Room for devices that say in a moment of ours what takes them minutes of their own. */
function settingsOf({ dataFolder, ports, platformUrl }: OwnHubOptions): Settings {
  return settingsSchema.parse({
    hub: { city: "unused" },
    broker: {
      tcp: { port: ports.mqtt },
      ws: { enabled: false },
      connectsPerMinute: 1_000_000,
      publishesPerSecond: 100_000,
      publishBurst: 100_000,
    },
    api: { port: ports.api, maxEventLoopDelayMs: 0 },
    store: { folder: dataFolder },
    webhooks: { allowedTargets: [new URL(platformUrl).host], maxConcurrentPerEndpoint: 32 },
    record: { anchorCron: neverCron, reportCron: neverCron },
  });
}

/** The city's endpoints, all led to the simulated platform, and one that is told everything: nobody outside hears of what is simulated. */
function endpointsTo(platformUrl: string, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const own: Endpoint = {
    id: "simulated-platform" as EndpointId,
    url: platformUrl,
    events: ["*"],
    format: "cloudevents",
    drills: true,
    secretEnv: secretVariable,
  };
  const led = endpoints.map(({ secretFile: _, ...endpoint }) => ({ ...endpoint, ...pick(own) }));
  return [own, ...led.filter(({ id }) => id !== own.id)];
}

function pick({ url, format, secretEnv }: Endpoint) {
  return { url, format, secretEnv };
}
