import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError, toStoreError } from "../errors.ts";

/** The folder everything is kept in, held by this process. */
export interface DataFolder {
  readonly path: string;
  readonly journalFile: string;
  readonly stateFile: string;
  /** Lets another hub have it; so does the end of the process, however it comes. */
  release(): void;
}

/** Where the databases of a data folder are. */
export function filesIn(folder: string): { readonly journalFile: string; readonly stateFile: string } {
  return { journalFile: join(folder, "journal.db"), stateFile: join(folder, "state.db") };
}

/**
 * Makes the folder where it is missing, and takes it for this hub alone. The lock is an exclusive SQLite transaction on
 * `lock.db`, which the operating system drops with the process; `hub.pid` beside it only serves the message. Commands
 * open the databases without the lock.
 *
 * @throws {HubError} `store.folder_in_use`, `store.read_only`, `store.cannot_open`
 */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  makeWritable(path);
  const lock = takeLock(path);
  writeFileSync(pidFile(path), `${process.pid}\n`);
  heldLocks.add(lock);
  return { path, ...filesIn(path), release: () => release(lock) };
}

/** A connection nobody refers to is collected, and its lock with it. */
const heldLocks = new Set<DatabaseSync>();

function release(lock: DatabaseSync): void {
  if (heldLocks.delete(lock)) lock.close();
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o750 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    // A read-only mount passes the check above for root.
    writeFileSync(join(path, "write-check"), "");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? storeTexts["an-error"];
    const code = reason === "ENOSPC" ? "store.disk_full" : "store.read_only";
    const blanks = { path, reason, uid: process.getuid?.() ?? storeTexts["uid-of-hub"] };
    throw storeError(code, fill(storeTexts["folder-not-writable"], blanks), { cause: error });
  }
}

function takeLock(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, "lock.db"), { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    const failure = toStoreError(fill(storeActionTexts["lock-folder"], { path }), error);
    if (failure.code !== "store.busy") throw failure;
    const words = fill(storeTexts["folder-in-use"], { path, pid: holderOf(path) });
    throw storeError("store.folder_in_use", words, { cause: error });
  }
}

function holderOf(path: string): string | BilingualText {
  try {
    return readFileSync(pidFile(path), "utf8").trim();
  } catch {
    return storeTexts["pid-unknown"];
  }
}

function pidFile(path: string): string {
  return join(path, "hub.pid");
}
