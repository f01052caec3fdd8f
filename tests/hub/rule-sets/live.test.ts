import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { digestOf } from "../../../hub/rule-sets/rule-set.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";
import { engineOver, keysOf, observationOf } from "../../support/worlds/rules-world.ts";
import { depthRule } from "./depth-rule.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next?: string | null;
}

type Shown = Omit<AlarmTransition, "at" | "episodeStartedAt"> & {
  readonly at: string;
  readonly episodeStartedAt: string;
};

let hub: RunningHub;
afterEach(() => hub.close());

const cityFile = (name: string): string => join(hub.folder, "city", name);

async function goLive(rules: readonly object[]): Promise<void> {
  const text = JSON.stringify({ rules });
  writeFileSync(cityFile("rules.yaml"), text);
  const digest = digestOf([{ name: "rules.yaml", text }]);
  await until("the rules to be live", async () => {
    const { running } = await hub.get<{ running: { digest: string } }>("/api/v1/rules");
    return running.digest === digest;
  });
}

async function allTransitions(): Promise<readonly Shown[]> {
  const all: Shown[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const page: Rows<Shown> = await hub.get(
      `/api/v1/alarms/transitions?limit=1000${before === "" ? "" : `&before=${before}`}`,
    );
    all.push(...page.rows);
    before = page.next ?? null;
  }
  return all.toReversed();
}

function say(device: MqttClient, station: number, values: object): Promise<unknown> {
  return device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify(values), { qos: 1 });
}

/** A wandering depth, the same every run. */
function depths(seed: number, count: number): readonly number[] {
  let state = seed;
  let depth = 0.2;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    depth = Math.max(0, Math.min(0.6, depth + (state / 2_147_483_648 - 0.5) * 0.12));
    return Math.round(depth * 1_000) / 1_000;
  });
}

it("twenty edits under thousands of readings: none is lost or judged twice, each alarm moves as if nobody had edited", async () => {
  hub = await runHub({ city: { stations: 2, gaugesPerDevice: 2 } });
  const rules = (round: number) => [
    depthRule("plain", {
      source: `round ${round}`,
      levels: { blue: { raise: 0.2 }, red: { raise: 0.4 } },
      deadband: 0.03,
    }),
    depthRule("held", { source: `round ${round}`, onDelay: "1min", offDelay: "40s" }),
    depthRule("rise", {
      source: `round ${round}`,
      condition: { kind: "rate-of-rise", window: "2min" },
      levels: { orange: { raise: 4, reset: 2 } },
    }),
  ];
  const perGauge = 1_500;
  const stepMs = 20_000;
  const base = Date.parse("2026-11-01T00:00:00Z");
  const series = [1, 2, 3, 4].map((seed) => depths(seed, perGauge));
  await goLive(rules(0));
  // Readings and edits keep step: neither is ever further ahead than one share of the readings.
  const share = Math.ceil(perGauge / 21);
  const reached = [0, 0];
  let live = 0;
  const edits = (async () => {
    for (let round = 1; round <= 20; round++) {
      await until("the readings before the edit", () => Math.min(...reached) >= (round - 1) * share);
      await goLive(rules(round));
      live = round;
    }
  })();
  const sent = [0, 1].map(async (station) => {
    const device = await hub.device(station);
    for (let index = 0; index < perGauge; index++) {
      const values = { c0: series[station * 2]?.[index], c1: series[station * 2 + 1]?.[index] };
      await until("the edits before the reading", () => live >= index / share - 1);
      await say(device, station, { t: base + index * stepMs, values });
      reached[station] = index;
    }
  });
  await Promise.all([edits, ...sent]);
  await until("rules to be level", async () =>
    /^guanlan_rules_lag_rows 0$/m.test(await (await hub.fetch("/metrics")).text()),
  );

  const { city, rules: loaded } = loadCity(join(hub.folder, "city"));
  const engine = engineOver(city, loaded);
  const gauges = [...keysOf(city).values()];
  const expected = Array.from({ length: perGauge }, (_, index) =>
    gauges.flatMap(
      (gauge, at) =>
        engine.step(
          observationOf({
            gauge,
            observedAt: base + index * stepMs,
            value: series[at]?.[index] ?? 0,
            journalSeq: index * 4 + at,
          }),
        ).transitions,
    ),
  ).flat();
  const described = (
    moves: readonly Pick<AlarmTransition, "alarmKey" | "from" | "to" | "signal">[],
    timeOf: (index: number) => number,
  ) =>
    Map.groupBy(
      moves.map(({ alarmKey, from, to, signal }, index) => ({ alarmKey, from, to, signal, at: timeOf(index) })),
      ({ alarmKey }) => alarmKey,
    );
  const shown = await until("every move to be shown", async () => {
    const all = await allTransitions();
    return all.length >= expected.length ? all : null;
  });
  expect(expected.length, "a storm worth judging").toBeGreaterThan(500);
  expect(shown).toHaveLength(expected.length);
  const got = described(shown, (index) => Date.parse(shown[index]?.at ?? ""));
  const wanted = described(expected, (index) => expected[index]?.at ?? 0);
  expect(Object.fromEntries(got)).toEqual(Object.fromEntries(wanted));
  const versions = new Set(shown.map(({ ruleVersion }) => ruleVersion));
  expect(versions.size, "versions that judged").toBeGreaterThan(40);
  const rows = await until("every version to be kept", async () => {
    const page = await hub.get<Rows<{ cursor: number; digest: string }>>("/api/v1/rules/versions");
    return page.rows.length >= 22 ? page.rows : null;
  });
  expect(rows).toHaveLength(22);
  expect(rows.map(({ cursor }) => cursor)).toEqual(rows.map(({ cursor }) => cursor).toSorted((a, b) => b - a));
});

it("a shadow rule runs and is recorded, apart from the rest; it opens no case, drafts no warning, tells nobody", async () => {
  hub = await runHub();
  await goLive([depthRule("trial", { shadow: true }), depthRule("deep", { levels: { red: { raise: 3 } } })]);
  const device = await hub.device(0);
  await say(device, 0, { t: Date.now() - 20_000, values: { c0: 0.3 } });
  const trial = await until("the shadow alarm", async () => {
    const { rows } = await hub.get<Rows<Shown>>("/api/v1/alarms?shadow=true");
    return rows[0];
  });
  expect(trial).toMatchObject({ ruleId: "trial", to: "blue", effect: "shadow" });
  expect((await hub.get<Rows<Shown>>("/api/v1/alarms")).rows).toEqual([]);
  expect((await hub.get<Rows<Shown>>("/api/v1/alarms/transitions")).rows).toEqual([]);
  expect((await hub.get<Rows<Shown>>("/api/v1/alarms/transitions?shadow=true")).rows).toHaveLength(1);
  // A live alarm after it proves that the shadow one has long been through.
  await say(device, 0, { t: Date.now() - 10_000, values: { c0: 3.5 } });
  await until("the live alarm to be told", () => hub.platform.received.length >= 2);
  const cases = await hub.get<Rows<{ activeAlarms: object; level: string }>>("/api/v1/cases");
  expect(cases.rows.map(({ activeAlarms, level }) => [Object.keys(activeAlarms), level])).toEqual([
    [["deep|s0-c0"], "red"],
  ]);
  expect(JSON.stringify(hub.platform.received)).not.toContain("trial");
  const { rules } = await hub.get<{ rules: readonly { ruleId: string; isShadow: boolean }[] }>("/api/v1/rules");
  expect(rules.filter(({ isShadow }) => isShadow).map(({ ruleId }) => ruleId)).toEqual(["trial"]);

  await goLive([depthRule("trial", { shadow: false }), depthRule("deep", { levels: { red: { raise: 3 } } })]);
  await until("the trial to be over", async () => {
    const { rows } = await hub.get<Rows<Shown>>("/api/v1/alarms?shadow=true");
    return rows.length === 0;
  });
  await say(device, 0, { t: Date.now(), values: { c0: 3.5 } });
  await until("the rule to act", async () => (await hub.get<Rows<Shown>>("/api/v1/alarms")).rows.length === 2);
});

it("a rule edited to a threshold nobody has set is an alarm of the stations it leaves unjudged, until it can be judged", async () => {
  hub = await runHub();
  await hub.process.stop();
  const stations = JSON.parse(readFileSync(cityFile("stations.yaml"), "utf8")) as {
    stations: { devices: { gauges: { id: string; thresholds?: object }[] }[] }[];
  };
  for (const gauge of stations.stations.flatMap(({ devices }) => devices.flatMap(({ gauges }) => gauges))) {
    gauge.thresholds = { alert: gauge.id.startsWith("s0") ? { value: 0.2, source: "a test" } : "unset" };
  }
  writeFileSync(cityFile("stations.yaml"), JSON.stringify(stations));
  await hub.process.start();
  await goLive([depthRule("depth")]);
  await goLive([depthRule("depth", { levels: { blue: { raise: "alert" } } })]);
  const alarms = await until("the alarm", async () => {
    const { rows } = await hub.get<Rows<Shown>>("/api/v1/alarms");
    return rows.length > 0 ? rows : null;
  });
  expect(alarms).toMatchObject([
    {
      ruleId: "rule-cannot-be-judged",
      hazard: "blind-spot",
      to: "orange",
      target: { kind: "station", stationId: "s1" },
    },
  ]);
  expect(alarms[0]?.title.en).toBe("station 1: rule depth cannot be judged");
  await until("people to be told", () => hub.platform.received.some(({ type }) => type.includes("case.opened")));

  await goLive([depthRule("depth")]);
  const device = await hub.device(1);
  await say(device, 1, { t: Date.now(), values: { c0: 0, c1: 0 } });
  await until("the end of it", async () => (await hub.get<Rows<Shown>>("/api/v1/alarms")).rows.length === 0);
  await until("people to be told", () => hub.platform.received.some(({ type }) => type.includes("case.closed")));
});
