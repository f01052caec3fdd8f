import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GaugeId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { storeSettings } from "../../../store/settings.ts";
import { openStore } from "../../../store/sqlite/open-store.ts";

/**
 * Durable observations a second through the journal, one observation an append as a publish brings them, and what each
 * costs the main thread. `node tests/store/journal/append-bench.ts --rows 1000000 --gauges 3000 --inflight 4000`
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    gauges: { type: "string", default: "3000" },
    inflight: { type: "string", default: "4000" },
  },
});
const rows = Number(values.rows);
const gaugeCount = Number(values.gauges);
const inFlight = Number(values.inflight);

const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-"));
const settings = storeSettings.parse({ folder, minFreeBytes: 0 });
const store = await openStore(settings, { log: silentLog, clock: Date.now });
const ids = Array.from({ length: gaugeCount }, (_, index) => `gauge-${index}` as GaugeId);
const keys = [...(await store.journal.keysFor(ids)).values()];
const startedAt = Date.now();
const observations: Observation[] = Array.from({ length: rows }, (_, index) => ({
  gauge: keys[index % gaugeCount]!,
  observedAt: startedAt + Math.floor(index / gaugeCount) * 1_000 + ((index * 7_919) % 997),
  receivedAt: startedAt,
  value: (index % 1_000) / 100,
  flag: 1,
  checks: 0,
  deviceTime: null,
  seq: index,
}));
const latencies = new Float64Array(rows);
let sent = 0;
let done = 0;
const began = performance.now();
const threadBegan = process.threadCpuUsage();
await new Promise<void>((resolve, reject) => {
  const onDone = (error: Error | null): void => {
    if (error !== null) reject(error);
    done += 1;
    if (done === rows) resolve();
  };
  const fill = (): void => {
    const goal = Math.min(rows, done + inFlight);
    for (; sent < goal; sent += 1) {
      const at = performance.now();
      const row = sent;
      store.journal.append([observations[row]!], [], (error) => {
        latencies[row] = performance.now() - at;
        onDone(error);
      });
    }
  };
  store.journal.onCommitted(() => setImmediate(fill));
  fill();
});
const ms = performance.now() - began;
const used = process.threadCpuUsage(threadBegan);
latencies.sort();
const counts = store.counts();
console.log(
  JSON.stringify({
    rows,
    gauges: gaugeCount,
    inFlight,
    durablePerSecond: Math.round((rows / ms) * 1_000),
    mainThreadUsPerRow: Number(((used.user + used.system) / rows).toFixed(2)),
    ackP50Ms: Number(latencies[Math.floor(rows * 0.5)]!.toFixed(1)),
    ackP99Ms: Number(latencies[Math.floor(rows * 0.99)]!.toFixed(1)),
    meanGroup: Math.round(counts.rows / counts.commits),
    maxCommitMs: Math.round(counts.maxCommitMs),
  }),
);
await store.close();
rmSync(folder, { recursive: true, force: true });
