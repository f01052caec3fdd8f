import { join } from "node:path";
import { expect, test } from "vitest";
import { seeded } from "../support/seeded.ts";
import { type AttackReport, runAttack } from "./run-attack.ts";
import { scenarios } from "./scenarios.ts";

/** The short form: a tenth of each attack, at least one of each thing. */
const share = 0.1;

function lineOf({ rows }: AttackReport): string {
  return rows.map(({ row, p50Ms, p99Ms }) => `${row} p50 ${p50Ms.toFixed(0)} p99 ${p99Ms.toFixed(0)} ms`).join("; ");
}

test("no attack keeps good devices from being acknowledged, and nothing of theirs is lost", async () => {
  const report = await runAttack({ scenarios, share, random: seeded(1) });
  console.log(`good devices beside each attack: ${lineOf(report)}`);
  expect(report.rows.map(({ row }) => row)).toEqual(scenarios.map(({ row }) => row));
  expect(report.rows.filter(({ acknowledged }) => acknowledged === 0)).toEqual([]);
  expect(report.lost).toBe(0);
});

test("control: a hub that sheds load in silence is caught losing readings of good devices", async () => {
  const untimed = scenarios.filter(({ row }) => row === "A1");
  const script = join(import.meta.dirname, "broken", "keep-half.ts");
  expect((await runAttack({ scenarios: untimed, share, random: seeded(1), script })).lost).toBeGreaterThan(0);
});
