import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { loadCity } from "../../../city/load-city.ts";
import { writeCity } from "../../../city-builder/write/write-city.ts";
import { systemClock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { testSecret } from "../../support/city-folder.ts";
import { freePorts, HubProcess } from "../../support/processes/hub-process.ts";
import { residentMb } from "../bench-hub.ts";
import type { CityFleetAnswer, CityFleetOptions, CityFleetResult } from "./city-fleet-process.ts";

export interface CityFigures {
  readonly stations: number;
  readonly gauges: number;
  readonly connections: number;
  readonly gateways: number;
  readonly ratio: number;
  readonly signInMs: number;
  readonly messagesPerSecond: number;
  readonly readingsPerSecond: number;
  readonly valuesPerSecond: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly ackMaxMs: number;
  /** From a commit until it is decided, as /ready says it, asked all the time it runs. */
  readonly decisionP50Ms: number;
  readonly decisionP99Ms: number;
  readonly publishedReadings: number;
  readonly unacknowledgedReadings: number;
  /** Values of acknowledged readings that are not in the journal; 0 or the hub has lost some. */
  readonly lostValues: number;
  readonly simulatorCpu: number;
  readonly hubCpu: number;
  readonly simulatorMb: number;
  readonly hubMb: number;
  /** Of the machine in the last minute; above 2 others had the cores too. */
  readonly load: number;
}

export interface CityBench {
  readonly stations: number;
  /** Devices report so many times as often as the city says. */
  readonly ratio: number;
  readonly seconds: number;
}

const root = join(import.meta.dirname, "..", "..", "..");
const betweenLooksMs = 50;

/** A generated city over real connections: the hub in its own process, all devices and their water in one other. */
export async function benchCity({ stations, ratio, seconds }: CityBench): Promise<CityFigures> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-"));
  const cityFolder = join(folder, "city");
  writeCity(cityFolder, { like: loadCity(join(root, "cities", "zhengzhou")), stations, seed: 1 });
  const platform = new DispatchPlatform({ secrets: [testSecret] });
  const target = new URL(await platform.start()).host;
  pointAt(join(cityFolder, "endpoints.yaml"), target);
  const { city } = loadCity(cityFolder);
  const ids = new Set([...city.devices.values()].map(({ id, gatewayId }) => gatewayId ?? id));
  const gateways = new Set([...city.devices.values()].flatMap(({ gatewayId }) => gatewayId ?? []));
  const [port = 0, apiPort = 0] = await freePorts(2);
  const tokens = issueTokens(folder, [...ids]);
  const hub = new HubProcess({
    ...{ folder, mqttPort: port, apiPort },
    env: { GUANLAN_DISPATCH_SECRET: testSecret },
    settings: { webhooks: { allowedTargets: [target] } },
  });
  await hub.start();
  try {
    const looks = new HubLooks(hub, { apiPort, token: tokens.ofOfficer });
    const { result, signInMs, connections } = await runFleet(
      { cityFolder, port, tokens: tokens.ofClients, ratio, seconds },
      looks,
    );
    const { publishedReadings, acknowledgedReadings, values, simulator } = split(result);
    const hubMb = residentMb(hub.pid);
    await hub.stop();
    const kept = valuesKept(join(folder, "data", "journal.db"));
    return {
      ...{
        stations: city.stations.size,
        gauges: city.gauges.size,
        connections,
        gateways: gateways.size,
        ratio,
        signInMs,
      },
      ...simulator,
      ...{ decisionP50Ms: looks.lag(0.5), decisionP99Ms: looks.lag(0.99), publishedReadings },
      unacknowledgedReadings: publishedReadings - acknowledgedReadings,
      lostValues: values - kept,
      ...{ simulatorCpu: result.cpuShare, hubCpu: looks.cpuShare, simulatorMb: result.rssMb, hubMb },
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    await hub.stop();
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The city's own endpoint, on this machine's other port. */
function pointAt(file: string, host: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace("127.0.0.1:8090", host));
}

function split({
  cpuShare: _cpu,
  rssMb: _mb,
  publishedReadings,
  acknowledgedReadings,
  values,
  ...simulator
}: CityFleetResult) {
  return { publishedReadings, acknowledgedReadings, values, simulator };
}

interface Tokens {
  readonly ofClients: CityFleetOptions["tokens"];
  readonly ofOfficer: string;
}

function issueTokens(folder: string, ids: readonly DeviceId[]): Tokens {
  const store = openCommandStore(join(folder, "data"), systemClock);
  try {
    const ofOfficer = store.tokens.create("duty", "operator").token;
    return { ofOfficer, ofClients: store.devices.replaceAll(ids).map((token, index) => [ids[index] ?? "", token]) };
  } finally {
    store.close();
  }
}

interface FleetRun {
  readonly result: CityFleetResult;
  readonly signInMs: number;
  readonly connections: number;
}

function runFleet(options: CityFleetOptions, looks: HubLooks): Promise<FleetRun> {
  const child = fork(join(import.meta.dirname, "city-fleet-process.ts"), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let signedIn = { signInMs: 0, connections: 0 };
  return new Promise((resolve, reject) => {
    child.on("message", (answer: CityFleetAnswer) => {
      switch (answer.kind) {
        case "signed-in":
          signedIn = { signInMs: answer.signInMs, connections: answer.connections };
          looks.begin();
          break;
        case "measured":
          looks.end();
          break;
        case "result":
          resolve({ result: answer.result, ...signedIn });
          break;
      }
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => reject(new Error(`the fleet's process ended with ${signal ?? code}`)));
    child.send(options);
  });
}

/** The hub from outside while it is measured: how far decisions are behind, and its processor time. */
class HubLooks {
  readonly #hub: HubProcess;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #lags: number[] = [];
  #timer: NodeJS.Timeout | null = null;
  #beganAt = 0;
  #cpuBefore = 0;
  cpuShare = 0;

  constructor(hub: HubProcess, { apiPort, token }: { readonly apiPort: number; readonly token: string }) {
    this.#hub = hub;
    this.#headers = { authorization: `Bearer ${token}` };
    this.#url = `http://127.0.0.1:${apiPort}/ready`;
  }

  begin(): void {
    this.#beganAt = performance.now();
    this.#cpuBefore = cpuSeconds(this.#hub.pid);
    this.#timer = setInterval(() => void this.#look(), betweenLooksMs);
  }

  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    const seconds = (performance.now() - this.#beganAt) / 1_000;
    this.cpuShare = Math.round(((cpuSeconds(this.#hub.pid) - this.#cpuBefore) / seconds) * 100) / 100;
  }

  /** ms at a share of the looks. */
  lag(share: number): number {
    const sorted = this.#lags.toSorted((a, b) => a - b);
    return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  }

  async #look(): Promise<void> {
    const answer = await fetch(this.#url, { headers: this.#headers });
    const { checks } = (await answer.json()) as {
      readonly checks: readonly { readonly behindMs: number | null; readonly name: string }[];
    };
    const rules = checks.find(({ name }) => name === "rules");
    this.#lags.push(rules?.behindMs ?? 0);
  }
}

/** Processor time of a process so far, all its threads, s. */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  // proc_pid_stat(5): utime and stime are fields 14 and 15, in hundredths.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function valuesKept(file: string): number {
  const journal = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(journal.prepare("SELECT count(*) AS count FROM observation").get()?.count);
  } finally {
    journal.close();
  }
}
