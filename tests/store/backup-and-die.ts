import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Child process of backup-whole-or-not.test.ts: backs up and is killed at the call of the file system, or the step of the
 * copy, that has the number given. Ends by itself where there are fewer.
 */
const [folder = "", dataFolder = "", diesAt = ""] = process.argv.slice(2);
let calls = 0;

function countDown(): void {
  calls += 1;
  if (calls !== Number(diesAt)) return;
  process.kill(process.pid, "SIGKILL");
  // The signal is on its way; the call must not happen first.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

for (const name of ["writeFileSync", "renameSync", "rmSync", "fsyncSync"] as const) {
  const real = fs[name] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      // Clearing away what is not there is no moment of its own.
      if (name !== "rmSync" || String(given[0]).endsWith("copy.unfinished")) countDown();
      return real(...given);
    },
  });
}
syncBuiltinESMExports();
const { backupTo } = await import("../../store/sqlite/backup.ts");
await backupTo(folder, dataFolder, countDown);
