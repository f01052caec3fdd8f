import { expect, onTestFinished, test } from "vitest";
import type { Log } from "../../domain/log.ts";
import { startMaintenance } from "../../store/sqlite/maintenance.ts";
import { until } from "../support/until.ts";

const never = "0 0 29 2 *";
const everySecond = "* * * * * *";

function recordingLog() {
  const lines: { readonly level: string; readonly fields: object }[] = [];
  const at = (level: string) => (fields: object) => void lines.push({ level, fields });
  const log: Log = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { lines, log };
}

test("startMaintenance() runs each job at its time, and one that fails comes round again", async () => {
  const { lines, log } = recordingLog();
  let rollups = 0;
  const jobs = {
    runRetention: () => Promise.reject(new Error("not its time")),
    runRollup: async () => {
      rollups += 1;
      if (rollups === 1) throw new Error("disk full");
      return rollups;
    },
    runIntegrityCheck: async () => [],
    runQuickCheck: async () => [],
  };
  const settings = { retentionCron: never, rollupCron: everySecond, integrityCron: never };
  onTestFinished(startMaintenance(settings, jobs, log));
  await until("a second roll-up", () => lines.some((line) => line.level === "info"));
  expect(lines[0]).toMatchObject({ level: "warn", fields: { job: "rollup" } });
  expect(lines[1]).toMatchObject({ level: "info", fields: { job: "rollup", hours: 2 } });
  expect(lines.some((line) => JSON.stringify(line).includes("retention"))).toBe(false);
});

test("startMaintenance() tells what the check at the start and the nightly one found", async () => {
  const { log } = recordingLog();
  const problem = { database: "journal", words: "row 3 missing from index" } as const;
  const found: (readonly object[])[] = [];
  const jobs = {
    runRetention: async () => ({ observations: 0, stateRows: 0 }),
    runRollup: async () => 0,
    runIntegrityCheck: async () => [problem],
    runQuickCheck: async () => [],
  };
  const settings = { retentionCron: never, rollupCron: never, integrityCron: everySecond };
  onTestFinished(startMaintenance(settings, jobs, log, (problems) => found.push(problems)));
  await until("both checks", () => found.length > 1);
  expect(found.slice(0, 2)).toEqual([[], [problem]]);
});
