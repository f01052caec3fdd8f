import { openSync, writeSync } from "node:fs";
import type { GaugeId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import { storeSettings } from "../../../store/settings.ts";
import { openStore } from "../../../store/sqlite/open-store.ts";
import { anObservation, noon } from "../../support/observations.ts";

/**
 * Child process of crash.test.ts: appends, and writes down the instant of each reading it acknowledges, until it is
 * killed. Every hundredth reading is followed by an entry of the same instant, written down with a minus in front. `node append-until-killed.ts <folder> <acknowledged file> <round> committed|early`; `early` is the control that
 * acknowledges before commit. What a process has written to a file outlives its kill.
 */
const [folder, acknowledgedFile, round, when] = process.argv.slice(2);
const acknowledged = openSync(acknowledgedFile!, "a");
const store = await openStore(storeSettings.parse({ folder, minFreeBytes: 0 }), { log: silentLog, clock: Date.now });
const gauge = [...(await store.journal.keysFor(["gauge-1" as GaugeId])).values()][0]!;
await store.journal.enter({ entry: { kind: "hub-started", countedUpTo: null }, at: Date.now(), onceKey: null });

const from = noon + Number(round) * 100_000_000;
const inFlight = 500;
const maxReadings = 2_000_000;
let next = 0;
let done = 0;

function acknowledge(observedAt: number): void {
  writeSync(acknowledged, `${observedAt}\n`);
}

function enter(at: number): void {
  const entry = { kind: "mode-set", mode: "emergency", by: null } as const;
  const entered = store.journal.enter({ entry, at, onceKey: null });
  if (when === "early") acknowledge(-at);
  else void entered.then(() => acknowledge(-at));
}

function fill(): void {
  for (; next < maxReadings && next - done < inFlight; next += 1) {
    const observedAt = from + next;
    store.journal.append([anObservation({ gauge, observedAt, value: next })], [], (error) => {
      done += 1;
      if (error === null && when === "committed") acknowledge(observedAt);
    });
    if (next % 100 === 99) enter(observedAt);
    if (when === "early") acknowledge(observedAt);
  }
}

store.journal.onCommitted(() => setImmediate(fill));
fill();
