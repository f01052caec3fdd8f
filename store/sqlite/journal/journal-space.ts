import { statfsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { storeTexts } from "../../../locales/store/errors.ts";
import { storeError } from "../../errors.ts";

const checkEveryMs = 1_000;

/** What the journal may take. The state store is not held to it: the reserve is there so that it can go on. */
export interface SpaceLimits {
  readonly minFreeBytes: number;
  readonly maxBytes: number;
}

/**
 * Makes the check to run before each commit. Free space is looked up once a second at most, pages on every call.
 *
 * @returns throws `store.disk_full` (retryable) while there is no room
 */
export function spaceCheck(database: DatabaseSync, folder: string, limits: SpaceLimits): () => void {
  const pageCount = database.prepare("PRAGMA page_count");
  const freePages = database.prepare("PRAGMA freelist_count");
  pageCount.setReturnArrays(true);
  freePages.setReturnArrays(true);
  const pageBytes = Number(Object.values(database.prepare("PRAGMA page_size").get()!)[0]);
  let lastCheck = Number.NEGATIVE_INFINITY;
  let free = Number.POSITIVE_INFINITY;

  return () => {
    if (limits.maxBytes > 0) {
      const used = (first(pageCount.get()) - first(freePages.get())) * pageBytes;
      if (used >= limits.maxBytes) throw full(fill(storeTexts["journal-at-limit"], { limit: limits.maxBytes, used }));
    }
    if (limits.minFreeBytes === 0) return;
    if (performance.now() - lastCheck >= checkEveryMs) {
      const disk = statfsSync(folder);
      free = disk.bavail * disk.bsize;
      lastCheck = performance.now();
    }
    if (free < limits.minFreeBytes) {
      throw full(fill(storeTexts["disk-nearly-full"], { limit: limits.minFreeBytes, free }));
    }
  };
}

/**
 * Refuses a reserve that no freeing of space could ever give: the hub would start and acknowledge nothing for good.
 *
 * @throws {HubError} `store.reserve_too_large`
 */
export function requireRoomFor(folder: string, minFreeBytes: number): void {
  const { blocks, bsize } = statfsSync(folder);
  const size = blocks * bsize;
  if (minFreeBytes < size) return;
  throw storeError(
    "store.reserve_too_large",
    fill(storeTexts["reserve-too-large"], { folder, size, reserve: minFreeBytes }),
  );
}

function full(words: BilingualText): Error {
  return storeError("store.disk_full", fill(storeTexts["no-space"], { words }), { isRetryable: true });
}

function first(row: unknown): number {
  return Number((row as readonly unknown[])[0]);
}
