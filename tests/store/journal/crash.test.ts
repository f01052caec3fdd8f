import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startOfLog } from "../../../domain/position.ts";
import { until } from "../../support/until.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

const script = join(import.meta.dirname, "append-until-killed.ts");
const rounds = 3;

test("G1: every reading and entry acknowledged after commit is in the journal after SIGKILL, once", async () => {
  const folder = await temporaryFolder();
  const acknowledged = await killedRounds(folder, "committed");
  const { journalled, rows } = await read(folder);
  expect(acknowledged.length).toBeGreaterThan(rounds * 500);
  expect(acknowledged.filter((at) => !journalled.has(at))).toEqual([]);
  expect(rows).toBe(journalled.size);
});

test("G1 control: readings acknowledged before commit are lost by the same kills", async () => {
  // A kill may find nothing under way: not every one has to lose something, but some must.
  let lost = 0;
  for (let attempt = 0; attempt < 10 && lost === 0; attempt += 1) {
    const folder = await temporaryFolder();
    const acknowledged = await killedRounds(folder, "early");
    const { journalled } = await read(folder);
    lost = acknowledged.filter((at) => !journalled.has(at)).length;
  }
  expect(lost).toBeGreaterThan(0);
});

async function killedRounds(folder: string, when: "committed" | "early"): Promise<readonly number[]> {
  const file = join(await temporaryFolder(), "acknowledged");
  await writeFile(file, "");
  for (let round = 0; round < rounds; round += 1) {
    const goal = (await acknowledgedIn(file)).length + 600 + Math.floor(Math.random() * 3_000);
    const child = spawn(process.execPath, [script, folder, file, String(round), when], { stdio: "inherit" });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const isDue = async () => (await acknowledgedIn(file)).length >= goal || child.exitCode !== null;
    await until(`${goal} acknowledgements`, isDue);
    child.kill("SIGKILL");
    await ended;
    expect(child.signalCode).toBe("SIGKILL");
  }
  return acknowledgedIn(file);
}

async function acknowledgedIn(file: string): Promise<readonly number[]> {
  return (await readFile(file, "utf8")).split("\n").slice(0, -1).map(Number);
}

async function read(folder: string): Promise<{ readonly journalled: ReadonlySet<number>; readonly rows: number }> {
  const store = await openTestStore({ folder });
  const { rows, entries } = await store.journalReader.readAfter(startOfLog, 10_000_000);
  expect(await store.jobs.runIntegrityCheck()).toEqual([]);
  const entered = entries.filter(({ entry }) => entry.kind === "mode-set").map(({ at }) => -at);
  return {
    journalled: new Set([...rows.map((row) => row.observedAt), ...entered]),
    rows: rows.length + entered.length,
  };
}
