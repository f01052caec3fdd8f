import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { deviceIdOf, gaugeIdOf } from "../support/city-folder.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { quantile } from "./good-devices.ts";
import { GoodFleet } from "./good-fleet.ts";
import { type AttackTarget, reconnectStorm, type Scenario } from "./scenarios.ts";

const goodDevices = 25;
const hostileDevices = 8;
/** Devices that do nothing wrong but all at once. */
const crowdDevices = 200;
const dayMs = 86_400_000;

export interface AttackOptions {
  readonly scenarios: readonly Scenario[];
  /** 1 for the full form. */
  readonly share: number;
  readonly random: () => number;
  /** How long memory may take, at most, to be back after the last attack; not waited for where left out. */
  readonly calmSeconds?: number;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
  readonly onRow?: (row: AttackRow) => void;
}

/** How good devices fared beside one attack. */
export interface AttackRow {
  readonly row: string;
  readonly what: string;
  /** What of the attack arrived: it proves nothing where that is little. */
  readonly done: string;
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
  /** Memory before the first attack, and once good devices alone were heard for some time after the last. */
  readonly memory: { readonly beforeMb: number; readonly afterMb: number; readonly calmSeconds: number };
}

/** Lets one attack after the other loose on a hub, while good devices publish 200 readings a second. */
export async function runAttack(options: AttackOptions): Promise<AttackReport> {
  const hub = await startHub(options.script);
  const fleet = new GoodFleet({ port: hub.port, tokens: hub.tokens.slice(0, goodDevices), everyMs: 125 });
  try {
    await until("good devices to be heard", async () => (await fleet.report()).fewest > 20);
    await warmUp(targetOf(hub, options));
    const memoryBefore = memoryMb(hub.running);
    const rows: AttackRow[] = [];
    for (const scenario of options.scenarios) {
      const row = await underAttack(scenario, { hub, fleet, options });
      rows.push(row);
      options.onRow?.(row);
    }
    const memory = await settledMemory(hub.running, memoryBefore, options.calmSeconds ?? 0);
    await fleet.report({ pause: true });
    await until("every good reading to be acknowledged", async () => (await fleet.report()).waiting === 0);
    const { acknowledged, values } = await fleet.report({ values: true });
    return { rows, lost: lostOf(hub.running, values), acknowledged, memory: { beforeMb: memoryBefore, ...memory } };
  } finally {
    await fleet.end();
    await hub.running.close();
  }
}

/** Storms before the first attack: caches of the two files then hold what they may, and the nursery has its size. */
const warmUpStorms = 4;

/** Where memory begins is where the city's own devices leave it on a bad day, not where an idle hub has it. */
async function warmUp(target: AttackTarget): Promise<void> {
  for (let storm = 0; storm < Math.max(1, warmUpStorms * target.share); storm++) await reconnectStorm.run(target);
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
    city: { stations: goodDevices + hostileDevices + crowdDevices },
    settings: {
      // What devices are promised, but for hours that are rolled up every second.
      broker: { publishesPerSecond: 10, publishBurst: 100, connectsPerMinute: 15 },
      store: { rollupCron: "* * * * * *" },
    },
  });
  return { running, port: running.process.options.mqttPort, tokens: running.tokens };
}

function targetOf(hub: AttackedHub, { random, share }: AttackOptions): AttackTarget {
  const devices = hub.tokens.map((token, device) => ({ id: deviceIdOf(device), gauge: gaugeIdOf(device, 0), token }));
  const hostile = devices.slice(goodDevices, goodDevices + hostileDevices);
  const crowd = devices.slice(goodDevices + hostileDevices);
  return { hub: hub.running, port: hub.port, hostile, crowd, random, share };
}

async function underAttack(
  scenario: Scenario,
  parts: { readonly hub: AttackedHub; readonly fleet: GoodFleet; readonly options: AttackOptions },
): Promise<AttackRow> {
  const { hub, fleet, options } = parts;
  const memoryBeforeMb = memoryMb(hub.running);
  const before = await fleet.report();
  const startedAt = performance.now();
  const [done] = await Promise.all([scenario.run(targetOf(hub, options)), shortestRow()]);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { latencies, acknowledged } = await fleet.report();
  // What is under way when the attack ends must still come through before it counts as over.
  await until(
    "good devices to go on",
    async () => (await fleet.report()).acknowledged > before.acknowledged + goodDevices,
  );
  return {
    row: scenario.row,
    what: scenario.what,
    done,
    seconds,
    acknowledged: acknowledged - before.acknowledged,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    memoryBeforeMb,
    memoryAfterMb: memoryMb(hub.running),
  };
}

function lostOf(hub: RunningHub, values: readonly (readonly number[])[]): number {
  const journal = new DatabaseSync(join(hub.folder, "data", "journal.db"), { readOnly: true });
  try {
    const rows = journal.prepare("SELECT value FROM observation JOIN gauge USING (gauge) WHERE gauge.id = ?");
    return values.reduce((lost, acknowledged, device) => {
      const kept = new Set(rows.all(gaugeIdOf(device, 0)).map(({ value }) => Math.round(Number(value) * 1_000_000)));
      return lost + acknowledged.filter((value) => !kept.has(value)).length;
    }, 0);
  } finally {
    journal.close();
  }
}

/** An attack of some milliseconds may end between two readings: good devices are watched for longer. */
const shortestRow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));

/** What "back" means: within a fifth of where it was. */
export const isBack = (beforeMb: number, afterMb: number): boolean => afterMb <= beforeMb * 1.2;

/** Memory once it is back, or after `seconds` where it stays. */
async function settledMemory(
  hub: RunningHub,
  beforeMb: number,
  seconds: number,
): Promise<{ readonly afterMb: number; readonly calmSeconds: number }> {
  for (let calmSeconds = 0; ; calmSeconds++) {
    const afterMb = memoryMb(hub);
    if (calmSeconds >= seconds || isBack(beforeMb, afterMb)) return { afterMb, calmSeconds };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** What the hub's process has in memory, MB. */
function memoryMb(hub: RunningHub): number {
  const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${hub.process.pid}/status`, "utf8"))?.[1];
  return Number(kb ?? 0) / 1_024;
}
