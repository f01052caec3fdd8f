import { parseArgs } from "node:util";
import { seeded } from "../support/seeded.ts";
import { type AttackRow, isBack, runAttack } from "./run-attack.ts";
import { scenarios } from "./scenarios.ts";

const { values } = parseArgs({
  options: {
    share: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(
    "npm run attack -- [--share 1] [--only A1,A3] [--seed 1]   lets attacks loose on a hub and watches good devices",
  );
  process.exit(0);
}

/** What good devices are promised while others misbehave. */
const p99LimitMs = 100;
/** Two rounds of the hub's collecting of garbage, and what V8 waits before it begins. */
const calmSeconds = 90;

const only = values.only === "" ? null : new Set(values.only.split(","));
console.log("| attack | what | done | s | others acknowledged | p50 ms | p99 ms | memory MB before, after | |");
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
const report = await runAttack({
  scenarios: scenarios.filter(({ row }) => only === null || only.has(row)),
  share: Number(values.share),
  random: seeded(Number(values.seed)),
  calmSeconds,
  onRow: (row) => console.log(lineOf(row)),
});
console.log(`lost: ${report.lost} of ${report.acknowledged} acknowledged`);
const { beforeMb, afterMb } = report.memory;
const isMemoryBack = isBack(beforeMb, afterMb);
console.log(
  `memory: ${beforeMb.toFixed(0)} MB before all, ${afterMb.toFixed(0)} MB after ${report.memory.calmSeconds} s of calm; ${isMemoryBack ? "back" : "stays up"}`,
);
const isEachInTime = report.rows.every(({ p99Ms }) => p99Ms < p99LimitMs);
process.exitCode = report.lost === 0 && isEachInTime && isMemoryBack ? 0 : 1;

function lineOf(row: AttackRow): string {
  const isWell = row.p99Ms < p99LimitMs && row.acknowledged > 0;
  const memory = `${row.memoryBeforeMb.toFixed(0)}, ${row.memoryAfterMb.toFixed(0)}`;
  const numbers = [row.seconds.toFixed(1), row.acknowledged, row.p50Ms.toFixed(1), row.p99Ms.toFixed(0), memory];
  return `| ${[row.row, row.what, row.done, ...numbers, isWell ? "well" : "too slow"].join(" | ")} |`;
}
