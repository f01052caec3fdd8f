import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { type RunningHub, runHub } from "../../support/running-hub.ts";
import { until } from "../../support/until.ts";

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

function depthRule(id: string, changes: RuleText = {}): RuleText {
  return {
    id,
    hazard: "waterlogging",
    title: { zh: "积水", en: "water" },
    advice: { zh: "巡查", en: "patrol" },
    source: "a test",
    applies: { kind: "waterlogging", property: "depth" },
    condition: { kind: "threshold" },
    unit: "m",
    levels: { blue: { raise: 0.2 } },
    ...changes,
  };
}

const rulesFile = (): string => join(hub.folder, "city", "rules.yaml");

function writeRules(rules: readonly RuleText[]): void {
  writeFileSync(rulesFile(), JSON.stringify({ rules }, null, 1));
}

const rulesNow = (): Promise<Rules> => hub.get<Rules>("/api/v1/rules");

async function untilLive(): Promise<Rules> {
  const digest = (await rulesNow()).running.digest;
  return until("the changed rules to be live", async () => {
    const now = await rulesNow();
    return now.running.digest !== digest && now.files.isRunning ? now : null;
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

it("an edited rule keeps the pending delay of one alarm and the open episode of another", async () => {
  hub = await runHub();
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
  const story = await until("all to be over", async () => {
    const all = await transitions();
    return all.filter(({ to }) => to === null).length === 2 ? all : null;
  });
  const told = story.map(({ ruleId, from, to, at, episodeStartedAt }) => [
    ruleId,
    from,
    to,
    (Date.parse(at) - base) / 60_000,
    (Date.parse(episodeStartedAt) - base) / 60_000,
  ]);
  expect(told).toEqual([
    ["quick", null, "blue", 0, 0],
    ["slow", null, "blue", 10, 10],
    ["quick", "blue", "red", 11, 0],
    ["quick", "red", null, 12, 0],
    ["slow", "blue", null, 12, 10],
  ]);
  const version = (rules: Rules, id: string) => rules.rules.find(({ ruleId }) => ruleId === id)?.ruleVersion;
  expect(story.map(({ ruleVersion }) => ruleVersion)).toEqual([
    version(before, "quick"),
    version(after, "slow"),
    version(after, "quick"),
    version(after, "quick"),
    version(after, "slow"),
  ]);
  expect(version(before, "slow")).not.toBe(version(after, "slow"));
});
