import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { fill } from "../../locales/fill.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError } from "../errors.ts";
import { filesIn } from "./data-folder.ts";

/** There while a folder is being copied into: whatever else is in it is not to be used. */
const unfinishedName = "copy.unfinished";
/** Written last: what a whole backup consists of. */
const manifestName = "backup.json";
/** The manifest of the backup that a data folder began as. */
const restoredName = "restored-from.json";

const manifestSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string() })).length(2),
});

type Manifest = z.infer<typeof manifestSchema>;

/** True where a copy into the folder was begun and has not ended, by this version or one before it. */
export function isUnfinished(folder: string): boolean {
  return existsSync(join(folder, unfinishedName)) || readdirSync(folder).some((name) => name.endsWith(".db.partial"));
}

/** Marks the folder as unfinished and clears it of what an earlier copy has left there. */
export function beginCopy(folder: string): void {
  writeFileSync(join(folder, unfinishedName), "");
  syncFile(join(folder, unfinishedName));
  const { stateFile, journalFile } = filesIn(folder);
  for (const file of [stateFile, journalFile]) {
    for (const ending of ["", ".partial", "-wal", "-shm", ".partial-wal", ".partial-shm", ".partial-journal"]) {
      rmSync(`${file}${ending}`, { force: true });
    }
  }
  for (const name of [manifestName, restoredName]) rmSync(join(folder, name), { force: true });
  syncFile(folder);
}

/** What is in the folder is whole from now on. */
export function endCopy(folder: string): void {
  syncFile(folder);
  rmSync(join(folder, unfinishedName));
  syncFile(folder);
}

/** Puts down sizes and hashes of both databases. */
export async function writeManifest(folder: string): Promise<void> {
  const { stateFile, journalFile } = filesIn(folder);
  const files = [await described(stateFile), await described(journalFile)];
  const manifest: Manifest = { version: 1, files };
  const partial = join(folder, `${manifestName}.partial`);
  writeFileSync(partial, `${JSON.stringify(manifest, null, 2)}\n`);
  syncFile(partial);
  renameSync(partial, join(folder, manifestName));
}

/** True where the folder is a backup that no hub has been started on. */
export function isBackup(folder: string): boolean {
  return existsSync(join(folder, manifestName));
}

/**
 * Makes sure that a folder may be started on: empty, a data folder, or a whole backup, which becomes a data folder with
 * this.
 *
 * @throws {HubError} `store.backup_incomplete`, `store.backup_damaged`
 */
export async function settleRestored(folder: string): Promise<void> {
  if (isUnfinished(folder)) {
    throw storeError("store.backup_incomplete", fill(storeTexts["backup-incomplete"], { folder }));
  }
  if (!isBackup(folder)) return;
  await verifyBackup(folder);
  renameSync(join(folder, manifestName), join(folder, restoredName));
}

/** @throws {HubError} `store.backup_damaged` where a file is missing, or is another than was copied */
export async function verifyBackup(folder: string): Promise<void> {
  for (const wanted of readManifest(folder).files) {
    const file = join(folder, basename(wanted.name));
    const found = existsSync(file) ? await described(file) : null;
    if (found?.bytes === wanted.bytes && found.sha256 === wanted.sha256) continue;
    const got = found === null ? storeTexts["no-file"] : `${found.bytes} B, ${found.sha256.slice(0, 12)}`;
    const blanks = { folder, file: wanted.name, wanted: `${wanted.bytes} B, ${wanted.sha256.slice(0, 12)}`, got };
    throw storeError("store.backup_damaged", fill(storeTexts["backup-damaged"], blanks));
  }
}

function readManifest(folder: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, manifestName), "utf8")));
  } catch (cause) {
    const blanks = { folder, file: manifestName, wanted: storeTexts["a-manifest"], got: storeTexts["something-else"] };
    throw storeError("store.backup_damaged", fill(storeTexts["backup-damaged"], blanks), { cause });
  }
}

async function described(file: string): Promise<Manifest["files"][number]> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return { name: basename(file), bytes: statSync(file).size, sha256: hash.digest("hex") };
}

/** Brings a file, or the names in a folder, to the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
