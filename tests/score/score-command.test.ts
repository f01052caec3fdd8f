import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "../../cli/command-line.ts";
import type { RunJson, ScoreJson } from "../../score/report/score-json.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-score-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Water stands in every low place within half an hour; the device at the most important one then dies. */
const cloudburst = join(folder, "cloudburst.yaml");
writeFileSync(
  cloudburst,
  `title: { zh: 骤雨, en: Cloudburst }
note: { zh: 测试用, en: Made up for a test }
starts: "2026-07-12 14:00"
lasts: 50min
weather:
  antecedentWetness: 1
  cells:
    - rain: { kind: block, mmPerHour: 180, lasts: 35min }
      axesKm: [40, 40]
faults:
  - { fault: dead, count: 1, at: { kind: waterlogging, most: 1 }, from: 35min, to: 50min }
`,
);

function runIn(file: string): RunJson {
  const { runs } = JSON.parse(readFileSync(file, "utf8")) as ScoreJson;
  const [run] = runs;
  if (run === undefined) throw new Error("a run is in the JSON");
  return run;
}

const city = ["--city", "cities/zhengzhou"];

describe("guanlan score", () => {
  it("plays a scenario to a hub of its own, and says how it did in a table, as JSON and on a page", async () => {
    const [json, page, keep] = ["out.json", "out.html", "keep"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const { code, out, err } = await runGuanlan([
      ...["score", cloudburst, "--seeds", "4", ...city, "--json", json, "--report", page, "--keep", keep],
    ]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/Cloudburst +4 /);
    const { totals, seed, blindUnsaid } = runIn(json);
    expect(seed).toBe(4);
    expect(totals.criteria.underpassesAlarmed.of).toBeGreaterThan(0);
    expect(totals.criteria.underpassesAlarmed.done).toBe(totals.criteria.underpassesAlarmed.of);
    expect(totals.criteria.soundKept.of).toBeGreaterThan(300);
    expect(totals.criteria.soundKept.done).toBe(totals.criteria.soundKept.of);
    const { messages, acknowledged } = totals.readings;
    expect(acknowledged).toBe(messages.sent + messages.duplicates);
    expect(totals.blind.important.stretches).toBeGreaterThan(0);
    expect(blindUnsaid).toEqual([]);
    expect(totals.cases.opened).toBeGreaterThan(0);
    expect(totals.pages.perOfficer.pages).toBeGreaterThan(0);
    expect(totals.delays.callToAnswer.count).toBeGreaterThan(0);
    expect(readFileSync(page, "utf8")).toContain("骤雨");
    const [kept] = readdirSync(keep);
    const again = join(folder, "again.json");
    const run = join(keep, kept ?? "");
    const given = ["--truth", join(run, "truth.jsonl.gz"), "--data", join(run, "data")];
    const second = await runGuanlan(["score", ...given, ...city, "--json", again]);
    expect([second.code, second.err]).toEqual([0, ""]);
    const { readings, ...rest } = runIn(again).totals;
    expect(rest).toEqual((({ readings: _, ...others }) => others)(totals));
    expect(readings).toEqual({ ...totals.readings, acknowledged: null });
  });

  it.each([
    [["--seeds", "1,x"], "whole numbers from 0 with commas between them are wanted, such as 1,2,3, got “1,x”"],
    [["--truth", "t.jsonl.gz"], "--truth and --data are wanted together"],
    [["calm-day", "--truth", "t.jsonl.gz", "--data", "d"], "no scenario beside them"],
    [["no-such-scenario"], "no-such-scenario"],
  ])("refuses %j before anything is played", async (args, words) => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      const code = await runCommandLine(["score", ...city, ...args], { LANG: "en" });
      expect(write.mock.calls.map(([text]) => String(text)).join("")).toContain(words);
      expect(code).toBe(2);
    } finally {
      write.mockRestore();
    }
  });
});
