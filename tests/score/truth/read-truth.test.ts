import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import type { AreaCode, DeviceId } from "../../../domain/ids.ts";
import { readTruth } from "../../../score/truth/read-truth.ts";
import type { TruthRow } from "../../../simulators/truth/truth-row.ts";
import { city, endsAt, minute, roadDepth, sent, startsAt, tunnelDepth } from "../small-run.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-truth-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cityCode = "410100" as AreaCode;
const first: TruthRow = {
  kind: "scenario",
  name: "small",
  seed: 7,
  cityCode,
  startsAt,
  endsAt,
  gauges: [tunnelDepth, roadDepth],
};
const rows: readonly TruthRow[] = [
  first,
  { kind: "water", at: minute(0), values: [0, null] },
  { kind: "water", at: minute(1), values: [0.2, null] },
  sent(minute(0)),
  sent(minute(1), { copies: 3 }),
  sent(minute(2), { at: null, copies: 0 }),
  sent(minute(3), { said: { depth: null }, faults: ["rubbish"] }),
  { kind: "fault", size: 0, fault: "rubbish", deviceId: "tunnel-1" as DeviceId, from: minute(3), to: minute(4) },
  { kind: "event", event: "pump-failure", about: "tunnel", from: minute(1), to: null },
];

function file(name: string, lines: readonly unknown[]): string {
  const text = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

it.each(["truth.jsonl", "truth.jsonl.gz"])("readTruth() reads %s", async (name) => {
  const truth = await readTruth(file(name, rows), city());
  expect(truth.scenario).toEqual({ name: "small", seed: 7, cityCode, startsAt, endsAt });
  expect([...truth.times]).toEqual([minute(0), minute(1)]);
  expect([...(truth.water.get(tunnelDepth) ?? [])]).toEqual([0, 0.2]);
  expect([...(truth.water.get(roadDepth) ?? [])]).toEqual([Number.NaN, Number.NaN]);
  expect(truth.messages).toEqual({ made: 4, lost: 1, sent: 3, duplicates: 2 });
  expect(truth.sent.get(tunnelDepth)).toEqual({
    values: 2,
    usableAt: [minute(0), minute(1)],
    unusableAt: [minute(3)],
  });
  expect(truth.faults).toHaveLength(1);
  expect(truth.events).toHaveLength(1);
});

it.each([
  ["nothing", [], "line 1"],
  ["no JSON", [first, "{"], "line 2 must be a row of simulated truth (the first of kind scenario), got “{”"],
  ["another first line", rows.slice(1), "line 1 must be"],
  ["a row of no kind", [first, { kind: "reading" }], "line 2 must be"],
  ["another city", [{ ...first, cityCode: "410200" }], "must be of city 410100, got 410200"],
])("readTruth() refuses %s", async (_, lines, words) => {
  await expect(readTruth(file("bad.jsonl", lines), city())).rejects.toMatchObject({
    code: "score.bad_truth",
    message: expect.stringContaining(words),
  });
});
