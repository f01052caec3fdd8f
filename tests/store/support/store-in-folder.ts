import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import type { Reject } from "../../../domain/observations/reject.ts";
import type { Journal } from "../../../store/ports.ts";
import { type StoreSettings, storeSettings } from "../../../store/settings.ts";
import { openStore, type SqliteStore } from "../../../store/sqlite/open-store.ts";

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "guanlan-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Settings for tests: no reserve of free space. */
export function settingsFor(folder: string, changes: Partial<StoreSettings> = {}): StoreSettings {
  return { ...storeSettings.parse({ folder, minFreeBytes: 0 }), ...changes };
}

/** A store of its own, closed when the test ends. */
export async function openTestStore(changes: Partial<StoreSettings> = {}, clock = Date.now): Promise<SqliteStore> {
  const folder = changes.folder ?? (await temporaryFolder());
  const store = await openStore(settingsFor(folder, changes), { log: silentLog, clock });
  let isClosed = false;
  const close = store.close;
  const closeOnce = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await close();
  };
  onTestFinished(closeOnce);
  return Object.assign(store, { close: closeOnce });
}

/** Keys of gauges `gauge-1` to `gauge-{count}`. */
export async function gaugeKeys(
  store: { readonly journal: Pick<Journal, "keysFor"> },
  count: number,
): Promise<readonly GaugeKey[]> {
  const ids = Array.from({ length: count }, (_, index) => `gauge-${index + 1}` as GaugeId);
  return [...(await store.journal.keysFor(ids)).values()];
}

/** Resolves when the append is on disk, rejects when it was refused. */
export function append(
  journal: Pick<Journal, "append">,
  observations: readonly Observation[],
  rejects: readonly Reject[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    journal.append(observations, rejects, (error) => (error === null ? resolve() : reject(error)));
  });
}
