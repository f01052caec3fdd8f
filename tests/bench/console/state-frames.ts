import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { framesText } from "../../../api/views/console/frames-text.ts";
import { columnsThen, type Kept } from "../../../api/views/console/past-columns.ts";
import { emptyColumns } from "../../../api/views/console/state-columns.ts";
import { stateText } from "../../../api/views/console/state-text.ts";
import { hourMs, minuteMs, systemClock } from "../../../domain/clock.ts";
import { silentLog } from "../../../domain/log.ts";
import { storeSettings } from "../../../store/settings.ts";
import { openStore, type SqliteStore } from "../../../store/sqlite/open-store.ts";
import { append } from "../../store/support/store-in-folder.ts";
import { anObservation } from "../../support/observations.ts";
import { seeded } from "../../support/seeded.ts";
import { cityOf } from "./state-answer.ts";

const gzipped = promisify(gzip);
const frameCount = 60;
const catalogue = "0".repeat(32);

/** The last hour minute by minute, of gauges that each say something new every minute: asked for moment by moment, and at once. */
export async function benchConsoleFrames(gauges: number): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-frames-"));
  const store = await openStore(storeSettings.parse({ folder, minFreeBytes: 0 }), {
    log: silentLog,
    clock: systemClock,
  });
  try {
    const city = cityOf(gauges);
    const end = systemClock();
    await fillHour(store, [...city.gauges.keys()], end);
    const kept: Kept = { city, history: store.history, state: store.queries };
    const moments = Array.from({ length: frameCount }, (_, nth) => end - (frameCount - 1 - nth) * minuteMs);
    const single = await measured(async () => {
      const texts: string[] = [];
      for (const at of moments) {
        const { frames, levelsWhole } = await columnsThen(kept, [at]);
        const head = { at, position: null, catalogue, mode: null, rulesSeq: null, levelsWhole };
        texts.push(stateText(head, frames[0] ?? emptyColumns(city)));
      }
      return texts;
    });
    const together = await measured(async () => {
      const { frames, levelsWhole } = await columnsThen(kept, moments);
      return [await framesText({ from: moments[0] ?? end, stepMs: minuteMs, catalogue, levelsWhole }, frames)];
    });
    return { what: "console frames", gauges, frames: frameCount, oneByOne: single, atOnce: together };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Water that rises and falls by some millimetres a minute, heard at a second of its own in each. */
async function fillHour(store: SqliteStore, ids: readonly string[], end: number): Promise<void> {
  const keys = [...(await store.journal.keysFor(ids as never)).values()];
  const random = seeded(7);
  const [depths, phases] = [ids.map(() => random() * 2), ids.map(() => Math.floor(random() * minuteMs))];
  for (let at = end - hourMs - 2 * minuteMs; at < end - minuteMs; at += minuteMs) {
    const rows = keys.map((gauge, i) => {
      depths[i] = Math.max(0, (depths[i] ?? 0) + (random() - 0.5) / 50);
      return anObservation({
        gauge,
        observedAt: at + (phases[i] ?? 0),
        value: Math.round((depths[i] ?? 0) * 1_000) / 1_000,
      });
    });
    for (let from = 0; from < rows.length; from += 2_000) await append(store.journal, rows.slice(from, from + 2_000));
  }
  await store.jobs.runRollup();
}

async function measured(make: () => Promise<readonly string[]>): Promise<object> {
  const runs: { readonly ms: number; readonly texts: readonly string[] }[] = [];
  for (let run = 0; run < 3; run++) {
    const from = performance.now();
    const texts = await make();
    runs.push({ ms: performance.now() - from, texts });
  }
  const [best] = runs.toSorted((a, b) => a.ms - b.ms);
  const texts = best?.texts ?? [];
  const sizes = await Promise.all(texts.map(async (text) => (await gzipped(text)).length));
  const sum = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0);
  return { ms: Math.round(best?.ms ?? 0), bytes: sum(texts.map((text) => text.length)), gzipBytes: sum(sizes) };
}
