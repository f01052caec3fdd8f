import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scenarioNames } from "../../../simulators/scenario/read-scenario.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-simulate-test-"));
  file = join(folder, "short.yaml");
  writeFileSync(
    file,
    `title: { zh: 短, en: Ten minutes }
note: { zh: 短, en: Made for a test }
starts: "2026-07-20 08:00"
lasts: 10min
weather:
  antecedentWetness: 1
  cells:
    - { rain: { kind: block, mmPerHour: 250, lasts: 10min }, over: { tag: underpass }, overAt: 5min, axesKm: [12, 12] }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("guanlan simulate", () => {
  it("plays a scenario to its end and says what came of it, with the time of the scenario before each line", async () => {
    const truth = join(folder, "truth.jsonl.gz");
    const run = await runGuanlan([
      "simulate",
      file,
      "--speed",
      "max",
      "--truth",
      truth,
      "--data",
      join(folder, "kept"),
    ]);
    expect(run.err).toBe("");
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/scenario +Ten minutes/);
    expect(run.out).toMatch(/clock +the scenario's, from 2026-07-20 08:00 to 2026-07-20 08:10 \+08:00/);
    expect(run.out).toMatch(/08:0\d {2}ALARM +Jingguang North Road tunnel/);
    expect(run.out).toMatch(/over: 10 min of the scenario in [\d.]+ s\. Messages sent (\d+), acknowledged \1;/);
    expect(gunzipSync(readFileSync(truth)).toString()).toMatch(/^\{"kind":"scenario","name":"short"/);
    const again = await runGuanlan(["simulate", file, "--data", join(folder, "kept")]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("simulators.folder_taken") });
  });

  it("lists its scenarios, and says what is wrong with what it was given", async () => {
    const { out } = await runGuanlan(["simulate", "--list"]);
    for (const name of scenarioNames()) expect(out).toContain(name);
    const refusals = [
      { args: ["simulate"], words: "see guanlan simulate --list" },
      { args: ["simulate", "storm"], words: "simulators.scenario_unknown" },
      { args: ["simulate", file, "--speed", "0"], words: "wanted --speed above 0 or max, got 0" },
    ];
    for (const { args, words } of refusals) {
      expect(await runGuanlan(args)).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    }
  });
});
