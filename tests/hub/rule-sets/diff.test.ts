import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RuleCounts, RuleDiff } from "../../../rule-trials/ports.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";
import { depthRule } from "./depth-rule.ts";

interface Diff {
  readonly observations: number;
  readonly rules: readonly RuleDiff[];
  readonly levelsNow: readonly { alarmKey: string; before: string | null; after: string | null }[];
  readonly endsAtOnce: readonly string[];
  readonly isSame: boolean;
}

const stepMs = 2_000;
const readings = 300;
/** Recent enough that nothing is late, so that pages count. */
const startAt = Date.now() - readings * stepMs;

/** A wandering depth, the same every run. */
function depths(seed: number): readonly number[] {
  let state = seed;
  let depth = 0.2;
  return Array.from({ length: readings }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    depth = Math.max(0, Math.min(0.6, depth + (state / 2_147_483_648 - 0.5) * 0.1));
    return Math.round(depth * 1_000) / 1_000;
  });
}

const recorded = [depths(7), depths(99)] as const;

/**
 * What a rule with limits and no delays does, counted without any of the hub's code. Pages are the most there may be: an
 * alarm that people know to flap pages no more for what they know.
 */
function countedByHand(raises: readonly number[], endAt: number): RuleCounts {
  const counts = { raised: 0, stepped: 0, activeMs: 0, pages: 0 };
  for (const series of recorded) {
    let rank = 0;
    let since = 0;
    for (const [index, depth] of series.entries()) {
      const now = raises.filter((raise) => depth >= raise).length;
      const at = startAt + index * stepMs;
      if (rank === 0 && now > 0) since = at;
      if (rank === 0 && now > 0) counts.raised += 1;
      if (rank > 0 && now > 0 && now !== rank) counts.stepped += 1;
      if (now > rank) counts.pages += 1;
      if (rank > 0 && now === 0) counts.activeMs += at - since;
      rank = now;
    }
    if (rank > 0) counts.activeMs += endAt - since;
  }
  const { activeMs, ...others } = counts;
  return { ...others, activeMinutes: Math.round(activeMs / 60_000) };
}

function expectCounts(got: RuleCounts | null | undefined, { pages, ...others }: RuleCounts): void {
  expect(got).toMatchObject(others);
  expect(got?.pages).toBeGreaterThan(0);
  expect(got?.pages).toBeLessThanOrEqual(pages);
}

function rule(id: string, raises: Readonly<Record<string, number>>, changes: object = {}): object {
  const levels = Object.fromEntries(Object.entries(raises).map(([level, raise]) => [level, { raise }]));
  return depthRule(id, { levels, ...changes });
}

let hub: RunningHub;
let files: string;
let stdoutOf: (...args: readonly string[]) => Promise<{ code: number | null; out: string; err: string }>;

beforeAll(async () => {
  // An alarm that is raised again and again is held: the count by hand knows nothing of that.
  const settings = { rules: { noise: { flapRaises: 1_000 } } };
  hub = await runHub({ city: { stations: 2, gaugesPerDevice: 1 }, settings });
  stdoutOf = (...args) =>
    runGuanlan(["rules", "diff", "--settings", hub.process.settingsFile, ...args], { GUANLAN_TEST_SECRET: "unused" });
  files = join(hub.folder, "changed");
  mkdirSync(files);
  writeFileSync(
    join(hub.folder, "city", "rules.yaml"),
    JSON.stringify({
      rules: [
        rule("depth", { blue: 0.2, orange: 0.4 }),
        rule("leaves", { blue: 0.3 }),
        rule("stays", { blue: 9 }),
        rule("trial", { red: 0.25 }, { shadow: true, hazard: "river-flood" }),
      ],
    }),
  );
  await until("the rules", async () => {
    const { rules } = await hub.get<{ rules: readonly { ruleId: string }[] }>("/api/v1/rules");
    return rules.length === 4;
  });
  for (const [station, series] of recorded.entries()) {
    const device = await hub.device(station);
    for (let from = 0; from < readings; from += 50) {
      const batch = series
        .slice(from, from + 50)
        .map((depth, index) => ({ t: startAt + (from + index) * stepMs, values: { c0: depth } }));
      await device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify(batch), { qos: 1 });
    }
  }
});
afterAll(() => hub.close());

function write(...rules: readonly object[]): void {
  writeFileSync(join(files, "all.yaml"), JSON.stringify({ rules }));
}

const trial = rule("trial", { red: 0.25 }, { shadow: true, hazard: "river-flood" });

describe("guanlan rules diff", () => {
  it("counts what changed rules would have done as an independent count does", async () => {
    write(
      rule("depth", { blue: 0.25, orange: 0.35, red: 0.5 }),
      rule("comes", { yellow: 0.3 }, { hazard: "dam-failure" }),
      rule("stays", { blue: 9 }),
      trial,
    );
    const { code, out } = await stdoutOf("--files", files, "--days", "1", "--json");
    expect(code).toBe(0);
    const diff = JSON.parse(out) as Diff & { toAt: number };
    expect(diff.observations).toBe(2 * readings);
    const of = (id: string) => diff.rules.find(({ ruleId }) => ruleId === id);
    // "leaves" shares its hazard, and thus its cases, with "depth": 0.3 lies within a case that is open already.
    const before = countedByHand([0.2, 0.4], diff.toAt);
    expect(of("depth")?.change).toBe("edited");
    expectCounts(of("depth")?.before, before);
    expectCounts(of("depth")?.after, countedByHand([0.25, 0.35, 0.5], diff.toAt));
    expect(of("comes")).toMatchObject({ change: "new", before: null });
    expectCounts(of("comes")?.after, countedByHand([0.3], diff.toAt));
    expect(of("leaves")).toMatchObject({ change: "gone", after: null });
    const { pages: _, ...leaves } = countedByHand([0.3], diff.toAt);
    expect(of("leaves")?.before).toMatchObject(leaves);
    expect(of("stays")).toMatchObject({ change: "same", before: { raised: 0 }, after: { raised: 0 } });
    const last = recorded.map((series) => series.at(-1) as number);
    for (const [station, depth] of last.entries()) {
      const key = `comes|s${station}-c0`;
      expect(diff.levelsNow.some(({ alarmKey }) => alarmKey === key)).toBe(depth >= 0.3);
      expect(diff.endsAtOnce.includes(`leaves|s${station}-c0`)).toBe(depth >= 0.3);
    }
    expect(before.raised, "a storm worth counting").toBeGreaterThan(5);
  });

  it("a shadow rule pages nobody, and is shown as if it were live on request", async () => {
    const { out } = await stdoutOf("--json");
    const shadow = (JSON.parse(out) as Diff).rules.find(({ ruleId }) => ruleId === "trial");
    const { pages, ...others } = countedByHand([0.25], (JSON.parse(out) as { toAt: number }).toAt);
    expect(shadow).toMatchObject({ isShadow: true, change: "same", after: { ...others, pages: 0 } });
    const live = JSON.parse((await stdoutOf("--json", "--as-if-live")).out) as Diff;
    expect(live.rules.find(({ ruleId }) => ruleId === "trial")).toMatchObject({
      change: "edited",
      after: { pages: expect.toSatisfy((got: number) => got > 0 && got <= pages) },
    });
  });

  it("equal files differ in nothing; --exit-code ends with 1 when something does", async () => {
    const same = await stdoutOf("--exit-code");
    expect(same).toMatchObject({ code: 0 });
    expect(same.out).toContain("4 other rules: no difference");
    expect(same.out).toContain("no difference right now");
    write(rule("depth", { blue: 0.25 }));
    const differs = await stdoutOf("--files", files, "--exit-code");
    expect(differs.code).toBe(1);
    expect(differs.out).toMatch(/edited {2}depth {2}raised \d+ -> \d+, stepped \d+ -> 0/);
    expect(differs.out).toMatch(/gone {4}leaves/);
  });

  it("mistakes in the changed files are told with their places, and the hub is left alone", async () => {
    const digest = async () => (await hub.get<{ running: { digest: string } }>("/api/v1/rules")).running.digest;
    const before = await digest();
    writeFileSync(join(files, "all.yaml"), "rules:\n  - id: Depth\n");
    const { code, err } = await stdoutOf("--files", files);
    expect(code).toBe(2);
    expect(err).toContain("all.yaml:2:9 rules[0].id");
    expect(await digest()).toBe(before);
  });
});
