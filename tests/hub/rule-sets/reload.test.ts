import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { digestOf } from "../../../hub/rule-sets/rule-set.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";
import { depthRule } from "./depth-rule.ts";

interface Transition {
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly at: string;
  readonly cause: string;
  readonly episodeStartedAt: string;
}

interface Rules {
  readonly running: { readonly digest: string; readonly source: string };
  readonly files: { readonly isRunning: boolean; readonly problems: readonly Record<string, string>[] };
  readonly restartFiles: readonly string[];
  readonly rules: readonly { readonly ruleId: string; readonly ruleVersion: string; readonly place: string }[];
}

type RuleText = Readonly<Record<string, unknown>>;

let hub: RunningHub;
afterEach(() => hub.close());

const base = Date.parse("2026-11-22T00:00:00Z");

const rulesFile = (): string => join(hub.folder, "city", "rules.yaml");

let written = "";

function writeRules(rules: readonly RuleText[]): void {
  const text = JSON.stringify({ rules }, null, 1);
  writeFileSync(rulesFile(), text);
  written = digestOf([{ name: "rules.yaml", text }]);
}

async function rulesNow(language = "en"): Promise<Rules> {
  const response = await hub.fetch("/api/v1/rules", { headers: { "Accept-Language": language } });
  expect(response.headers.get("content-language")).toBe(language);
  return (await response.json()) as Rules;
}

/** The rules last written, once they judge. */
function untilLive(): Promise<Rules> {
  return until("the changed rules to be live", async () => {
    const now = await rulesNow();
    return now.running.digest === written ? now : null;
  });
}

async function transitions(): Promise<readonly Transition[]> {
  const { rows } = await hub.get<{ rows: readonly Transition[] }>("/api/v1/alarms/transitions?limit=1000");
  return rows.toReversed();
}

function say(device: MqttClient, minute: number, depth: number): Promise<unknown> {
  const payload = JSON.stringify({ t: base + minute * 60_000, values: { c0: depth } });
  return device.publishAsync("v1/devices/d0/readings", payload, { qos: 1 });
}

/** Edits two rules while one of them has a delay running and the other an episode open. */
async function editUnderWay(): Promise<{ readonly before: Rules; readonly after: Rules }> {
  writeRules([depthRule("slow", { onDelay: "10min" }), depthRule("quick")]);
  const before = await untilLive();
  const device = await hub.device(0);
  await say(device, 0, 0.3);
  await say(device, 2, 0.3);
  await until("the open episode", async () => (await transitions()).length === 1);
  writeRules([
    depthRule("slow", { onDelay: "10min", advice: { zh: "封路", en: "close the road" } }),
    depthRule("quick", { levels: { blue: { raise: 0.2 }, red: { raise: 0.6 } } }),
  ]);
  const after = await untilLive();
  for (const minute of [4, 6, 8, 10]) await say(device, minute, 0.3);
  await say(device, 11, 0.7);
  await say(device, 12, 0);
  await until("the flood to be over", async () => (await transitions()).at(-1)?.to === null);
  await until("rules to be level", async () =>
    /^guanlan_rules_lag_rows 0$/m.test(await (await hub.fetch("/metrics")).text()),
  );
  return { before, after };
}

async function describedTransitions(): Promise<readonly unknown[]> {
  return (await transitions()).map(({ ruleId, from, to, at, episodeStartedAt }) => [
    ruleId,
    from,
    to,
    (Date.parse(at) - base) / 60_000,
    (Date.parse(episodeStartedAt) - base) / 60_000,
  ]);
}

const unbroken = [
  ["quick", null, "blue", 0, 0],
  ["slow", null, "blue", 10, 10],
  ["quick", "blue", "red", 11, 0],
  ["quick", "red", null, 12, 0],
  ["slow", "blue", null, 12, 10],
];

it("an edited rule keeps the pending delay of one alarm and the open episode of another", async () => {
  hub = await runHub();
  const { before, after } = await editUnderWay();
  await until("all to be over", async () => (await transitions()).length === unbroken.length);
  expect(await describedTransitions()).toEqual(unbroken);
  const version = (rules: Rules, id: string) => rules.rules.find(({ ruleId }) => ruleId === id)?.ruleVersion;
  expect((await transitions()).map(({ ruleVersion }) => ruleVersion)).toEqual([
    version(before, "quick"),
    version(after, "slow"),
    version(after, "quick"),
    version(after, "quick"),
    version(after, "slow"),
  ]);
  expect(version(before, "slow")).not.toBe(version(after, "slow"));
});

it("control: a hub that hands over only alarms that changed since the last commit is caught", async () => {
  hub = await runHub({ script: join(import.meta.dirname, "..", "..", "chaos", "broken", "hand-over-changed.ts") });
  await editUnderWay();
  const begun = (await transitions()).filter(({ ruleId, from }) => ruleId === "quick" && from === null);
  expect(begun, "an episode forgotten and begun again").toHaveLength(2);
});

it("a bad edit is refused with file, line, wanted and got; the running rules stay, and /ready is red until it is mended", async () => {
  hub = await runHub();
  writeRules([depthRule("deep")]);
  const { running } = await untilLive();
  const lines = [
    "rules:",
    "  - id: deep",
    "    hazard: waterlogging",
    "    levels:",
    "      blue: { raise: 0.2, reset: 0.3 }",
  ];
  writeFileSync(rulesFile(), `${lines.join("\n")}\n    deadbnd: 0.1\n`);
  const refused = await until("the refusal", async () => {
    const now = await rulesNow();
    return now.files.problems.length > 0 ? now : null;
  });
  expect(refused.running.digest).toBe(running.digest);
  const unknown = refused.files.problems.find(({ got }) => got?.includes("deadbnd"));
  expect(unknown).toMatchObject({ where: "rules.yaml:6:5", fix: "did you mean deadband?" });
  expect(refused.files.problems.map(({ wanted }) => wanted).join()).toContain("title");
  const inChinese = (await rulesNow("zh")).files.problems.find(({ got }) => got?.includes("deadbnd"));
  expect(inChinese).toMatchObject({ where: "rules.yaml:6:5", got: "未知的键 deadbnd", fix: "是否想写 deadband？" });
  await until("the refusal in the log", () => hub.process.output.includes("rules.yaml:6:5"));
  const ready = await hub.fetch("/ready");
  expect(ready.status).toBe(503);
  const { checks } = (await ready.json()) as {
    checks: readonly { name: string; isOk: boolean; words: { en: string } }[];
  };
  const check = checks.find(({ name }) => name === "rules-files");
  expect(check?.isOk).toBe(false);
  expect(check?.words.en).toContain("rules.yaml:2:5 rules[0].title");
  const device = await hub.device(0);
  await say(device, 0, 0.3);
  await until("the rules that stayed to judge", async () => (await transitions()).length === 1);

  writeRules([depthRule("deep")]);
  await until("all well again", async () => (await hub.fetch("/ready")).status === 200);
  expect((await rulesNow()).running.digest).toBe(running.digest);
});

it("a rule removed while its alarm is active clears it with cause rule_removed, and closes its case", async () => {
  hub = await runHub();
  writeRules([depthRule("gone"), depthRule("stays", { levels: { blue: { raise: 5 } } })]);
  await untilLive();
  const device = await hub.device(0);
  await say(device, 0, 0.3);
  await until("the alarm", async () => (await transitions()).length === 1);
  writeRules([depthRule("stays", { levels: { blue: { raise: 5 } } })]);
  const [, end] = await until("the end of the alarm", async () => {
    const all = await transitions();
    return all.length === 2 ? all : null;
  });
  expect(end).toMatchObject({ ruleId: "gone", from: "blue", to: null, cause: "rule_removed" });
  await until("the dispatch platform to be told", () =>
    hub.platform.received.some(({ type }) => type.includes("case.closed")),
  );
  expect((await hub.get<{ rows: unknown[] }>("/api/v1/alarms")).rows).toEqual([]);
});

it("saving every rule away is no way to switch the hub off", async () => {
  hub = await runHub();
  const { running } = await rulesNow();
  writeRules([]);
  const refused = await until("the refusal", async () => {
    const now = await rulesNow();
    return now.files.problems.length > 0 ? now : null;
  });
  expect(refused.running.digest).toBe(running.digest);
  expect(refused.files.problems[0]).toMatchObject({ wanted: "at least one rule", got: "none" });
});

it("an edit of stations waits for a restart, and the hub says so", async () => {
  hub = await runHub();
  const stations = join(hub.folder, "city", "stations.yaml");
  writeFileSync(stations, `${readFileSync(stations, "utf8")}\n# moved\n`);
  const now = await until("the words", async () => {
    const found = await rulesNow();
    return found.restartFiles.length > 0 ? found : null;
  });
  expect(now.restartFiles).toEqual(["stations.yaml"]);
  const { checks } = (await (await hub.fetch("/ready")).json()) as {
    checks: readonly { name: string; words: { en: string } }[];
  };
  expect(checks.find(({ name }) => name === "city-files")?.words.en).toContain(
    "stations.yaml changed: restart the hub",
  );
});

it("SIGHUP makes the hub look where neither the system nor a look from time to time tells it", async () => {
  hub = await runHub({ settings: { hub: { filesPollMs: 3_600_000 } } });
  // A file behind a link changes without the folder noticing.
  const elsewhere = join(hub.folder, "elsewhere.yaml");
  writeFileSync(elsewhere, readFileSync(rulesFile()));
  rmSync(rulesFile());
  symlinkSync(elsewhere, rulesFile());
  await until("the link to be seen", async () => (await rulesNow()).files.isRunning);
  const { running } = await rulesNow();
  writeFileSync(elsewhere, JSON.stringify({ rules: [depthRule("other")] }));
  process.kill(hub.process.pid as number, "SIGHUP");
  const now = await until("the other rules", async () => {
    const found = await rulesNow();
    return found.running.digest === running.digest ? null : found;
  });
  expect(now.rules.map(({ ruleId }) => ruleId)).toEqual(["other"]);
});

it("SIGKILL right after other rules took over loses neither them nor a pending delay", async () => {
  hub = await runHub({ settings: { hub: { checkpointMs: 3_600_000 } } });
  writeRules([depthRule("slow", { onDelay: "10min" })]);
  await untilLive();
  const device = await hub.device(0);
  for (const minute of [0, 2]) await say(device, minute, 0.3);
  for (const [round, minute] of [4, 7].entries()) {
    writeRules([depthRule("slow", { onDelay: "10min", source: `round ${round}` })]);
    await untilLive();
    await hub.process.kill();
    await hub.process.start();
    await say(device, minute, 0.3);
  }
  await say(device, 10, 0.3);
  const [raised, ...more] = await until("the alarm", async () => {
    const all = await transitions();
    return all.length > 0 ? all : null;
  });
  expect(more).toEqual([]);
  expect(raised).toMatchObject({ to: "blue", at: new Date(base + 10 * 60_000).toISOString() });
  const [rule] = (await rulesNow()).rules;
  expect(raised?.ruleVersion).toBe(rule?.ruleVersion);
});
