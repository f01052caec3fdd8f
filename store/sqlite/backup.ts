import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { backup } from "node:sqlite";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError, toStoreError } from "../errors.ts";
import { beginCopy, endCopy, isUnfinished, syncFile, writeManifest } from "./backup-manifest.ts";
import { filesIn } from "./data-folder.ts";
import { openForReading, pragma } from "./open-database.ts";

/** How far a backup is; `database` is a file's name. */
export interface BackupProgress {
  readonly database: string;
  readonly totalPages: number;
  readonly remainingPages: number;
}

/** Copied between two looks at the rest of the process, 1 MB. */
const pagesAStep = 256;
/** Written to the disk at once: what collects for longer is flushed in one go, and the hub's own commits wait behind it. */
const pagesASync = 2_048;
/** Rest after each step, ms. */
const pauseMs = 10;

/**
 * Copies a data folder while its hub writes, from this process or another. `state.db` goes first, so that the journal
 * in the backup always covers the cursor in the state. Each copy is of one moment and is checked. A backup is there whole
 * or not: it is unfinished until its manifest, with sizes and hashes, is on the disk, and nobody starts on it before.
 *
 * @param dataFolder what to copy
 * @param folder where to; made when missing. It must be empty or hold what an unfinished backup left, which goes. Start a
 *   hub on it to restore, or `restoreFrom` it.
 * @throws {HubError} `store.backup_exists`, `store.corrupt`, `store.disk_full`, `store.cannot_open`
 */
export async function backupTo(
  folder: string,
  dataFolder: string,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<void> {
  const from = filesIn(resolve(dataFolder));
  const path = resolve(folder);
  const to = filesIn(path);
  if (isTaken(path)) throw storeError("store.backup_exists", fill(storeTexts["backup-exists"], { folder }));
  try {
    mkdirSync(path, { recursive: true, mode: 0o750 });
    beginCopy(path);
    await copyDatabase(from.stateFile, to.stateFile, onProgress);
    await copyDatabase(from.journalFile, to.journalFile, onProgress);
    await writeManifest(path);
    endCopy(path);
  } catch (error) {
    throw toStoreError(fill(storeActionTexts["back-up"], { from: dataFolder, to: folder }), error);
  }
}

/** True for a folder with anything in it that no unfinished backup has left. */
function isTaken(path: string): boolean {
  return existsSync(path) && readdirSync(path).length > 0 && !isUnfinished(path);
}

async function copyDatabase(from: string, to: string, onProgress: (progress: BackupProgress) => void): Promise<void> {
  const partial = `${to}.partial`;
  const source = openForReading(from);
  try {
    // Without a snapshot held open, every commit of the hub would start the copy anew.
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_schema").get();
    const database = basename(to);
    const rest = restBetweenSteps(partial);
    const totalPages = await backup(source, partial, {
      rate: pagesAStep,
      progress: (pages) => {
        onProgress({ database, ...pages });
        rest(pages.totalPages - pages.remainingPages);
      },
    });
    onProgress({ database, totalPages, remainingPages: 0 });
  } finally {
    source.close();
  }
  checkCopy(partial);
  // A reader of a WAL database leaves these behind, empty: it wrote nothing.
  for (const ending of ["-wal", "-shm"]) rmSync(`${partial}${ending}`, { force: true });
  syncFile(partial);
  renameSync(partial, to);
}

/** Lets the disk and the processor go to the hub now and then. This process does nothing else meanwhile. */
function restBetweenSteps(file: string): (copied: number) => void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  let synced = 0;
  return (copied) => {
    if (copied - synced >= pagesASync) {
      synced = copied;
      const descriptor = openSync(file, "r");
      fdatasyncSync(descriptor);
      closeSync(descriptor);
    }
    Atomics.wait(never, 0, 0, pauseMs);
  };
}

function checkCopy(file: string): void {
  const copy = openForReading(file);
  try {
    const found = pragma(copy, "integrity_check");
    if (found === "ok") return;
    throw storeError("store.corrupt", fill(storeTexts["bad-copy"], { file: basename(file), found }));
  } finally {
    copy.close();
  }
}
