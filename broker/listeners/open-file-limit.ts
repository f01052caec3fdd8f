import { readFileSync } from "node:fs";

/** Descriptors kept for the databases, the API, webhooks and everything else that is no device. */
const reservedFiles = 200;

/**
 * How many connections may be open at once: the setting, held below what the process may open, so that running out of
 * file descriptors never happens to the journal. Half is kept where the whole limit is small.
 */
export function connectionLimit(maxConnections: number, openFileLimit: number = softOpenFileLimit()): number {
  const reserve = Math.min(reservedFiles, Math.ceil(openFileLimit / 2));
  return Math.min(maxConnections, openFileLimit - reserve);
}

/** The process's soft limit on open files; Infinity where the system gives none (other than Linux). */
export function softOpenFileLimit(): number {
  try {
    const soft = /^Max open files\s+(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return soft === undefined || soft === "unlimited" ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
