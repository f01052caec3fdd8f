import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { systemClock } from "../../domain/clock.ts";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { deviceIdOf, testSecret, testSecretVariable, writeCityFolder } from "../support/city-folder.ts";
import { issueDeviceTokens } from "../support/processes/device-tokens.ts";
import { freePorts, HubProcess } from "../support/processes/hub-process.ts";
import { until } from "../support/until.ts";
import { countSoak, type SoakReport } from "./count-soak.ts";
import { FieldDevice } from "./field-device.ts";
import { good, type Misbehaviour, type MisbehaviourName, misbehaviourNames, misbehaviours } from "./misbehaviours.ts";
import { depthCm, type Flood, floodTicks } from "./water.ts";

export interface SoakOptions {
  /** A third of them misbehaves. */
  readonly devices: number;
  readonly ticks: number;
  /** Between two reports of a device. */
  readonly intervalMs: number;
  /** 0 to 1; the same numbers, the same floods. */
  readonly random: () => number;
  readonly onTick?: (tick: number, acknowledged: number) => void;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
}

/** The first intervals are dry, so that every clock has been heard before there is water. */
const dryTicks = 12;
/** For what is told after the last flood. */
const lastTicks = 4;

/** Shortest soak that has room for a flood. */
export const fewestTicks = dryTicks + floodTicks + lastTicks;

interface SoakDevice {
  readonly station: number;
  readonly name: MisbehaviourName | "good";
  readonly misbehaviour: Misbehaviour;
  readonly flood: Flood;
  readonly device: FieldDevice;
  /** When in the interval it reports, ms. */
  readonly offsetMs: number;
}

/** Runs a city of devices as the field has them through one flood each, and counts what its people would have been told. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-soak-"));
  const platform = new DispatchPlatform({ secrets: [testSecret] });
  const endpointUrl = await platform.start();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  writeSoakCity(join(folder, "city"), options, endpointUrl);
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    env: { [testSecretVariable]: testSecret },
    settings: {
      ingest: { archiveOnlyAfterMs: 259_200_000 },
      broker: { publishesPerSecond: 20, publishBurst: 200, connectsPerMinute: 100 },
      webhooks: { allowedTargets: [new URL(endpointUrl).host] },
    },
    ...(options.script === undefined ? {} : { script: options.script }),
  });
  const tokens = issueDeviceTokens(folder, options.devices);
  let fleet: readonly SoakDevice[] = [];
  try {
    await hub.start();
    fleet = tokens.map((token, station) => soakDevice(options, { station, token, port: mqttPort }));
    const startedAt = systemClock();
    await report(fleet, options, startedAt);
    await until("everything to be acknowledged", () => fleet.every(({ device }) => device.isDone));
    const state = new DatabaseSync(join(folder, "data", "state.db"), { readOnly: true });
    const journal = new DatabaseSync(join(folder, "data", "journal.db"), { readOnly: true });
    try {
      await until("rules to catch up", () => isSettled(state, journal));
      const stations = fleet.map(({ station, name, misbehaviour, flood, device }) => ({
        ...{ station, flood, misbehaves: name },
        expects: misbehaviour.expects,
        acknowledged: device.acknowledged,
      }));
      return countSoak({ stations, startedAt, intervalMs: options.intervalMs, state, journal });
    } finally {
      state.close();
      journal.close();
    }
  } finally {
    for (const { device } of fleet) device.end();
    await hub.kill();
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function soakDevice(
  { random, ticks, intervalMs }: SoakOptions,
  { station, token, port }: { readonly station: number; readonly token: string; readonly port: number },
): SoakDevice {
  const isGood = station % 3 !== 0;
  const name = isGood ? "good" : (misbehaviourNames[(station / 3) % misbehaviourNames.length] as MisbehaviourName);
  const misbehaviour: Misbehaviour = name === "good" ? good : misbehaviours[name];
  const startsAt = dryTicks + Math.floor(random() * (ticks - fewestTicks + 1));
  return {
    ...{ station, name, misbehaviour },
    flood: { startsAt, peakCm: 55 + Math.floor(random() * 20) },
    device: new FieldDevice({ port, id: deviceIdOf(station), token, misbehaviour }),
    offsetMs: Math.floor(random() * intervalMs),
  };
}

/** Every device reports once an interval, at its own moment in it. */
async function report(fleet: readonly SoakDevice[], options: SoakOptions, startedAt: number): Promise<void> {
  const { ticks, intervalMs, onTick } = options;
  const inOrder = fleet.toSorted((a, b) => a.offsetMs - b.offsetMs);
  for (let tick = 0; tick < ticks; tick++) {
    for (const { device, flood, offsetMs } of inOrder) {
      const now = startedAt + tick * intervalMs + offsetMs;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, now - systemClock())));
      const cm = Math.round((depthCm(flood, tick) + (tick + 1) * 1e-5) * 1e5) / 1e5;
      device.report({ tick, now, startedAt, intervalMs, cm });
    }
    onTick?.(
      tick + 1,
      fleet.reduce((sum, { device }) => sum + device.acknowledged.length, 0),
    );
  }
}

function writeSoakCity(folder: string, { devices, intervalMs }: SoakOptions, endpointUrl: string): void {
  const expectedInterval = `${Math.round(intervalMs / 1000)}s`;
  const city = { stations: devices, gaugesPerDevice: 1, rules: "ladder", endpointUrl, isChecked: true } as const;
  writeCityFolder(folder, { ...city, expectedInterval });
  rewrite(join(folder, "stations.yaml"), (text) =>
    text.replaceAll('"unit": "m"', '"unit": "cm"').replaceAll('"min": -1', '"min": 0'),
  );
  rewrite(join(folder, "rules.yaml"), (text) => {
    const { rules } = JSON.parse(text) as { rules: readonly object[] };
    return JSON.stringify({ rules: [...rules, silence] });
  });
}

const silence = {
  id: "silent",
  hazard: "blind-spot",
  title: { zh: "失联", en: "unseen" },
  advice: { zh: "查看", en: "look" },
  source: "generated for a test",
  isDemonstration: true,
  applies: { kind: "waterlogging", property: "depth" },
  condition: { kind: "silence" },
  unit: "intervals",
  levels: { yellow: { raise: 6 } },
  draftsWarning: false,
};

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

function isSettled(state: DatabaseSync, journal: DatabaseSync): boolean {
  const newest = Number(journal.prepare("SELECT max(seq) AS n FROM observation").get()?.n);
  return Number(state.prepare("SELECT position_row AS n FROM checkpoint").get()?.n) >= newest;
}
