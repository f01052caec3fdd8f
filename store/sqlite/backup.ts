import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { backup } from "node:sqlite";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError, toStoreError } from "../errors.ts";
import { filesIn } from "./data-folder.ts";
import { openForReading, pragma } from "./open-database.ts";

/** How far a backup is; `database` is a file's name. */
export interface BackupProgress {
  readonly database: string;
  readonly totalPages: number;
  readonly remainingPages: number;
}

/**
 * Copies a data folder while its hub writes, from this process or another. `state.db` goes first, so that the journal
 * in the backup always covers the cursor in the state. Each copy is of one moment, is checked, and gets its name last.
 *
 * @param dataFolder what to copy
 * @param folder where to; made when missing, must hold no backup yet. Start a hub on it to restore.
 * @throws {HubError} `store.backup_exists`, `store.corrupt`, `store.disk_full`, `store.cannot_open`
 */
export async function backupTo(
  folder: string,
  dataFolder: string,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<void> {
  const from = filesIn(resolve(dataFolder));
  const to = filesIn(resolve(folder));
  if (existsSync(to.stateFile) || existsSync(to.journalFile)) {
    throw storeError("store.backup_exists", fill(storeTexts["backup-exists"], { folder }));
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    await copyDatabase(from.stateFile, to.stateFile, onProgress);
    await copyDatabase(from.journalFile, to.journalFile, onProgress);
  } catch (error) {
    throw toStoreError(fill(storeActionTexts["back-up"], { from: dataFolder, to: folder }), error);
  }
}

/** Copied between two looks at the rest of the process, 1 MB. */
const pagesAStep = 256;

async function copyDatabase(from: string, to: string, onProgress: (progress: BackupProgress) => void): Promise<void> {
  const partial = `${to}.partial`;
  const source = openForReading(from);
  try {
    // Without a snapshot held open, every commit of the hub would start the copy anew.
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_schema").get();
    const database = basename(to);
    const totalPages = await backup(source, partial, {
      rate: pagesAStep,
      progress: (pages) => onProgress({ database, ...pages }),
    });
    onProgress({ database, totalPages, remainingPages: 0 });
  } finally {
    source.close();
  }
  checkCopy(partial);
  // A reader of a WAL database leaves these behind, empty: it wrote nothing.
  for (const ending of ["-wal", "-shm"]) rmSync(`${partial}${ending}`, { force: true });
  renameSync(partial, to);
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
