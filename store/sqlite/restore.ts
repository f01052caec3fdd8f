import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError, toStoreError } from "../errors.ts";
import { beginCopy, endCopy, isBackup, isUnfinished, syncFile, verifyBackup } from "./backup-manifest.ts";
import { filesIn } from "./data-folder.ts";

/**
 * Copies a whole backup into a data folder that has no data yet, so that the backup stays one.
 *
 * @param folder the backup
 * @param dataFolder made when missing; what an unfinished restore has left there goes
 * @throws {HubError} `store.backup_incomplete`, `store.backup_damaged`, `store.folder_not_empty`, `store.disk_full`
 */
export async function restoreFrom(folder: string, dataFolder: string): Promise<void> {
  const path = resolve(folder);
  if (!existsSync(path) || isUnfinished(path) || !isBackup(path)) {
    throw storeError("store.backup_incomplete", fill(storeTexts["backup-incomplete"], { folder }));
  }
  await verifyBackup(path);
  const from = filesIn(path);
  const target = resolve(dataFolder);
  const to = filesIn(target);
  try {
    mkdirSync(target, { recursive: true, mode: 0o750 });
    const hasData = existsSync(to.stateFile) || existsSync(to.journalFile);
    if (hasData && !isUnfinished(target)) {
      throw storeError("store.folder_not_empty", fill(storeTexts["folder-not-empty"], { folder: dataFolder }));
    }
    beginCopy(target);
    for (const file of ["stateFile", "journalFile"] as const) {
      copyFileSync(from[file], to[file]);
      syncFile(to[file]);
    }
    endCopy(target);
  } catch (error) {
    throw toStoreError(fill(storeActionTexts.restore, { from: folder, to: dataFolder }), error);
  }
}
