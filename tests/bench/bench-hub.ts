import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { LoadDevice } from "../../simulators/run-load.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import {
  deviceIdOf,
  type GeneratedCity,
  testSecret,
  testSecretVariable,
  writeCityFolder,
} from "../support/city-folder.ts";
import { freePorts, HubProcess, type HubProcessOptions } from "../support/processes/hub-process.ts";

export interface BenchHub {
  readonly port: number;
  readonly apiPort: number;
  readonly folder: string;
  readonly devices: readonly LoadDevice[];
  /** Resident memory of the hub's process now, MiB. */
  rssMb(): number;
  /** CPU time of all its threads so far, seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface BenchHubOptions {
  readonly settings?: NonNullable<HubProcessOptions["settings"]>;
  /** Rewrites the generated city before the hub starts. */
  readonly rewriteCity?: (folder: string) => void;
  /** Leaves in the hub's data what it is to find. @param folder the data is in `data` below it */
  readonly beforeStart?: (folder: string) => Promise<void>;
}

/** A whole hub in its own process on a generated city, as `guanlan start` runs it. */
export async function startBenchHub(
  city: GeneratedCity,
  allowedTargets: readonly string[] = [],
  more: BenchHubOptions = {},
): Promise<BenchHub> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-"));
  const { settings = {}, rewriteCity, beforeStart } = more;
  writeCityFolder(join(folder, "city"), city);
  rewriteCity?.(join(folder, "city"));
  const store = openCommandStore(join(folder, "data"), systemClock);
  const ids = Array.from({ length: city.stations }, (_, station) => deviceIdOf(station) as DeviceId);
  const tokens = store.devices.replaceAll(ids);
  store.close();
  const [port = 0, apiPort = 0] = await freePorts(2);
  const hub = new HubProcess({
    folder,
    mqttPort: port,
    apiPort,
    env: { [testSecretVariable]: testSecret },
    settings: { ...settings, webhooks: { allowedTargets, ...settings.webhooks } },
  });
  await beforeStart?.(folder);
  await hub.start();
  return {
    port,
    apiPort,
    folder,
    devices: loadDevices(ids, tokens),
    rssMb: () => residentMb(hub.pid),
    cpuSeconds: () => cpuSeconds(hub.pid),
    async stop() {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function loadDevices(ids: readonly string[], tokens: readonly string[]): readonly LoadDevice[] {
  return ids.map((id, index) => ({ id, token: tokens[index] ?? "none", topic: `v1/devices/${id}/readings` }));
}

/** Resident memory of a process now, MiB. */
export function residentMb(pid: number | undefined): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kb) / 1024);
}

/** Clock ticks of `/proc` in a second, on every Linux there is. */
const ticksPerSecond = 100;

/** CPU time of a process in user and kernel mode so far, seconds. */
function cpuSeconds(pid: number | undefined): number {
  // Behind the name, which may hold blanks: state is the third field of the line, user time the fourteenth.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
