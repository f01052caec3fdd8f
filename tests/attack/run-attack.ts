import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { deviceIdOf, gaugeIdOf } from "../support/city-folder.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { GoodDevice, quantile } from "./good-devices.ts";
import type { AttackTarget, Scenario } from "./scenarios.ts";

const goodDevices = 25;
const hostileDevices = 8;
const dayMs = 86_400_000;

export interface AttackOptions {
  readonly scenarios: readonly Scenario[];
  /** 1 for the full form. */
  readonly share: number;
  readonly random: () => number;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
  readonly onRow?: (row: AttackRow) => void;
}

/** How good devices fared beside one attack. */
export interface AttackRow {
  readonly row: string;
  readonly what: string;
  readonly seconds: number;
  /** Readings of good devices acknowledged meanwhile. */
  readonly acknowledged: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
}

export interface AttackReport {
  readonly rows: readonly AttackRow[];
  /** Readings of good devices that were acknowledged and are not in the journal. */
  readonly lost: number;
  readonly acknowledged: number;
  /** Memory before the first attack and after the last, MB. */
  readonly memoryMb: readonly [before: number, after: number];
}

/** Lets one attack after the other loose on a hub, while good devices publish 200 readings a second. */
export async function runAttack(options: AttackOptions): Promise<AttackReport> {
  const hub = await startHub(options.script);
  const fleet = Array.from(
    { length: goodDevices },
    (_, device) => new GoodDevice({ port: hub.port, device, token: hub.tokens[device] as string, everyMs: 125 }),
  );
  try {
    await until("good devices to be heard", () => fleet.every(({ acknowledged }) => acknowledged.size > 20));
    const memoryBefore = memoryMb(hub.running);
    const rows: AttackRow[] = [];
    for (const scenario of options.scenarios) {
      const row = await underAttack(scenario, { hub, fleet, options });
      rows.push(row);
      options.onRow?.(row);
    }
    for (const device of fleet) device.pause();
    await until("every good reading to be acknowledged", () => fleet.every(({ waiting }) => waiting === 0));
    const memoryAfter = memoryMb(hub.running);
    return {
      rows,
      lost: lostOf(hub.running, fleet),
      acknowledged: fleet.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
      memoryMb: [memoryBefore, memoryAfter],
    };
  } finally {
    for (const device of fleet) device.end();
    await hub.running.close();
  }
}

interface AttackedHub {
  readonly running: RunningHub;
  readonly port: number;
  readonly tokens: readonly string[];
}

async function startHub(script?: string): Promise<AttackedHub> {
  const running = await runHub({
    script: script ?? join(import.meta.dirname, "..", "support", "processes", "stepped-clock.ts"),
    env: { TEST_CLOCK_STEPS: `0,${500 * dayMs},0` },
    city: { stations: goodDevices + hostileDevices },
    settings: {
      // What devices are promised, but for hours that are rolled up every second.
      broker: { publishesPerSecond: 10, publishBurst: 100, connectsPerMinute: 15 },
      store: { rollupCron: "* * * * * *" },
    },
  });
  return { running, port: running.process.options.mqttPort, tokens: running.tokens };
}

async function underAttack(
  scenario: Scenario,
  parts: { readonly hub: AttackedHub; readonly fleet: readonly GoodDevice[]; readonly options: AttackOptions },
): Promise<AttackRow> {
  const { hub, fleet, options } = parts;
  const hostile = hub.tokens.slice(goodDevices).map((token, index) => ({ id: deviceIdOf(goodDevices + index), token }));
  const target: AttackTarget = {
    hub: hub.running,
    port: hub.port,
    hostile,
    random: options.random,
    share: options.share,
  };
  const before = acknowledgedBy(fleet);
  const memoryBeforeMb = memoryMb(hub.running);
  for (const device of fleet) device.drainLatencies();
  const startedAt = performance.now();
  await scenario.run(target);
  const seconds = (performance.now() - startedAt) / 1_000;
  const latencies = fleet.flatMap((device) => device.drainLatencies());
  // What is under way when the attack ends must still come through before it counts as over.
  await until("good devices to go on", () => acknowledgedBy(fleet) > before + goodDevices);
  const memoryAfterMb = await settledMemoryMb(hub.running, memoryBeforeMb);
  return {
    row: scenario.row,
    what: scenario.what,
    seconds,
    acknowledged: acknowledgedBy(fleet) - before,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    memoryBeforeMb,
    memoryAfterMb,
  };
}

function acknowledgedBy(fleet: readonly GoodDevice[]): number {
  return fleet.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
}

function lostOf(hub: RunningHub, fleet: readonly GoodDevice[]): number {
  const journal = new DatabaseSync(join(hub.folder, "data", "journal.db"), { readOnly: true });
  try {
    const rows = journal.prepare("SELECT value FROM observation JOIN gauge USING (gauge) WHERE gauge.id = ?");
    return fleet.reduce((lost, { acknowledged }, device) => {
      const kept = new Set(rows.all(gaugeIdOf(device, 0)).map(({ value }) => Math.round(Number(value) * 1_000_000)));
      return lost + [...acknowledged].filter((value) => !kept.has(value)).length;
    }, 0);
  } finally {
    journal.close();
  }
}

/** Memory once it is back within a fifth of where it was, or after some looks where it stays. */
async function settledMemoryMb(hub: RunningHub, before: number): Promise<number> {
  for (let look = 0; look < 20; look++) {
    if (memoryMb(hub) <= before * 1.2) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return memoryMb(hub);
}

/** What the hub's process has in memory, MB. */
function memoryMb(hub: RunningHub): number {
  const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${hub.process.pid}/status`, "utf8"))?.[1];
  return Number(kb ?? 0) / 1_024;
}
