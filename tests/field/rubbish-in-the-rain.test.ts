import { connect, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { writeRainCity } from "./rain-city.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Alarm {
  readonly alarmKey: string;
  readonly ruleId: string;
  readonly level: string | null;
  readonly target: { readonly stationId: string };
  readonly reason: { readonly en: string; readonly zh: string } | null;
}

interface Station {
  readonly gauges: readonly {
    readonly gaugeId: string;
    readonly state: string;
    readonly unusable: { readonly reason: string; readonly words: { readonly en: string } } | null;
  }[];
  readonly lastRefusal: { readonly reason: string; readonly deviceId: string } | null;
}

/** What each underpass sends, again and again; null for nothing. */
const rubbish: readonly { readonly what: string; readonly of: (turn: number) => string | null }[] = [
  { what: "rain", of: () => null },
  { what: "nothing", of: () => null },
  { what: "out of span, its supply well", of: () => '{"values":{"c0":-999999,"c1":12000}}' },
  { what: "NaN", of: () => '{"values":{"c0":NaN}}' },
  { what: "null", of: () => '{"values":{"c0":null,"c1":12000}}' },
  { what: "another channel", of: () => '{"values":{"salinity":31}}' },
  { what: "a backlog of last week", of: (turn) => JSON.stringify(lastWeek(turn)) },
  { what: "one value, standing still", of: () => '{"values":{"c0":7}}' },
  { what: "what a person sets aside", of: () => null },
  { what: "a flood, then rubbish", of: (turn) => `{"values":{"c0":${turn < 3 ? 90 : -999999}}}` },
  { what: "retained messages", of: () => null },
  { what: "a wrong token", of: () => null },
  { what: "water that moves", of: (turn) => `{"values":{"c0":${20 + (turn % 7)},"c1":12000}}` },
  { what: "its last reading", of: () => JSON.stringify({ t: lastReadingAt, seq: 7, values: { c0: 7 } }) },
];
const lastReadingAt = Date.now();
const [nothing, supplyWell, notANumber, nullValue, otherChannel, lastWeeks, stuck, byHand, flood] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
const [retained, wrongToken, well, repeated] = [10, 11, 12, 13] as const;
const heardNotSeen = [
  supplyWell,
  notANumber,
  nullValue,
  otherChannel,
  lastWeeks,
  stuck,
  flood,
  retained,
  wrongToken,
  repeated,
];
const blind = [nothing, byHand, ...heardNotSeen];

let hub: RunningHub;
const timers: NodeJS.Timeout[] = [];
const refused: MqttClient[] = [];

/** A minute of last week; the next with each turn, so that it would take an hour to come to now. */
function lastWeek(turn: number): readonly object[] {
  const from = Date.now() - 7 * 24 * hourMs + turn * minuteMs;
  return Array.from({ length: 60 }, (_, second) => ({ t: from + second * secondMs, values: { c0: second % 9 } }));
}

async function publishAgainAndAgain(station: number, of: (turn: number) => string | null): Promise<void> {
  const device = await hub.device(station);
  let turn = 0;
  const publish = (): void => {
    const payload = of(turn++);
    if (payload !== null) device.publish(`v1/devices/d${station}/readings`, payload, { qos: 1 });
  };
  publish();
  timers.push(setInterval(publish, 300));
}

/** Signs in again and again as a client does that is refused; `onConnect` is what it then says. */
function signInAgainAndAgain(station: number, password: string, onConnect: (device: MqttClient) => void): void {
  const id = `d${station}`;
  const port = hub.process.options.mqttPort;
  const client = connect({ port, protocol: "mqtt", clientId: id, username: id, password, reconnectPeriod: 5_000 });
  client.on("error", () => {});
  client.on("connect", () => onConnect(client));
  refused.push(client);
}

async function alarmsAt(station: number): Promise<ReadonlyMap<string, Alarm>> {
  const { rows } = await hub.get<Rows<Alarm>>(`/api/v1/alarms?stationId=s${station}`);
  return new Map(rows.map((alarm) => [alarm.ruleId, alarm]));
}

async function depthAt(station: number): Promise<Station["gauges"][number] & Pick<Station, "lastRefusal">> {
  const { gauges, lastRefusal } = await hub.get<Station>(`/api/v1/stations/s${station}`);
  const depth = gauges.find(({ gaugeId }) => gaugeId === `s${station}-c0`);
  if (depth === undefined) throw new Error(`s${station} has a depth`);
  return { ...depth, lastRefusal };
}

/** Readings that are well, all of them set aside by a person at once. */
async function setAside(): Promise<void> {
  const device = await hub.device(byHand);
  for (const depth of [3, 9, 4]) {
    await device.publishAsync(`v1/devices/d${byHand}/readings`, `{"values":{"c0":${depth}}}`, { qos: 1 });
  }
  const { rows } = await hub.get<Rows<{ observedAt: string }>>(`/api/v1/gauges/s${byHand}-c0/observations`);
  expect(rows).toHaveLength(3);
  for (const { observedAt } of rows) {
    const body = JSON.stringify({ gaugeId: `s${byHand}-c0`, observedAt, flag: 4 });
    const headers = { "content-type": "application/json" };
    const answer = await hub.fetch("/api/v1/observations/flags", { method: "POST", headers, body });
    expect(answer.ok).toBe(true);
  }
}

beforeAll(async () => {
  hub = await runHub({
    city: { stations: rubbish.length },
    settings: { hub: { checkpointMs: 100 }, ingest: { archiveOnlyAfterMs: 72 * hourMs } },
    rewriteCity: (folder) => writeRainCity(folder, rubbish.length),
  });
  signInAgainAndAgain(wrongToken, "guessed", () => {});
  signInAgainAndAgain(retained, hub.tokens[retained] ?? "", (device) => {
    device.publish(`v1/devices/d${retained}/readings`, '{"values":{"c0":7}}', { qos: 1, retain: true });
  });
  await setAside();
  for (const [station, { of }] of rubbish.entries()) {
    if (of(0) !== null) await publishAgainAndAgain(station, of);
  }
  for (const station of [notANumber, retained, wrongToken]) {
    await until("its refusal", async () => (await depthAt(station)).lastRefusal !== null);
  }
  const rain = await hub.device(0);
  await rain.publishAsync("v1/devices/d0/readings", '{"values":{"c0":42}}', { qos: 1 });
});
afterAll(async () => {
  for (const timer of timers) clearInterval(timer);
  await Promise.all(refused.map((client) => client.endAsync(true)));
  await hub?.close();
});

it.each(blind.map((station) => [station, rubbish[station]?.what]))(
  "station %i sends %s in a cloudburst: red, as if it were silent, and silence falls due",
  async (station) => {
    const rain = await until("a red alarm", async () => {
      const found = (await alarmsAt(Number(station))).get("blind-spot-in-rain");
      return found?.level === "red" ? found : null;
    });
    expect(rain.reason?.en).toContain(`s${station}-c0`);
    // In dry weather a value may stand still for long: it is heard.
    if (station === stuck) return;
    await until("its silence", async () => (await alarmsAt(Number(station))).has("silence"));
  },
);

it.each<[number, string, string]>([
  [supplyWell, "out-of-span", "heard, but its readings are out of the instrument's span"],
  [notANumber, "refused", "heard, but refused: value.not_a_number"],
  [nullValue, "refused", "heard, but refused: value.not_a_number"],
  [otherChannel, "refused", "heard, but refused: channel.unknown"],
  [lastWeeks, "too-old", "heard, but its readings are too old"],
  [stuck, "stuck", "heard, but its value stands still"],
  [flood, "out-of-span", "heard, but its readings are out of the instrument's span"],
  [retained, "refused", "heard, but refused: retain_not_allowed"],
  [wrongToken, "refused", "heard, but refused: wrong_token"],
  [repeated, "repeated", "heard, but it only sends readings again that are there already"],
])("station %i is unusable for %s, and says why", async (station, reason, words) => {
  const depth = await until("the state", async () => {
    const found = await depthAt(station);
    return found.state === "unusable" ? found : null;
  });
  expect(depth.unusable?.reason).toBe(reason);
  expect((await alarmsAt(station)).get("blind-spot-in-rain")?.reason?.en).toContain(words);
  if (station !== stuck) expect((await alarmsAt(station)).get("silence")?.reason?.en).toContain(words);
  if (reason === "refused") {
    expect(depth.lastRefusal).toMatchObject({ deviceId: `d${station}` });
    const device = await hub.get<{ lastRefusal: { reason: string } }>(`/api/v1/devices/d${station}`);
    expect(words).toContain(device.lastRefusal.reason);
  }
});

it("a reading that is sent for ever is one, as old as it is", async () => {
  const { rows } = await hub.get<Rows<{ observedAt: string }>>(`/api/v1/gauges/s${repeated}-c0/observations`);
  expect(rows.map(({ observedAt }) => Date.parse(observedAt))).toEqual([lastReadingAt]);
});

it("what a person sets aside is said to be, and not by whom", async () => {
  const alarms = await until("the silence", async () => {
    const found = await alarmsAt(byHand);
    return found.has("silence") ? found : null;
  });
  for (const rule of ["blind-spot-in-rain", "silence"]) {
    expect(alarms.get(rule)?.reason?.en).toMatch(/heard, but its readings were set aside(?! by)/);
  }
});

it("an alarm that is open stays open when only rubbish comes", async () => {
  await until("the blind spot", async () => (await alarmsAt(flood)).has("blind-spot-in-rain"));
  expect((await alarmsAt(flood)).get("depth")?.level).toBe("red");
});

it("silence alone is silent, and a gauge whose water moves is live and raises nothing", async () => {
  expect((await depthAt(nothing)).state).toBe("silent");
  expect(await depthAt(well)).toMatchObject({ state: "live", unusable: null });
  expect([...(await alarmsAt(well)).keys()]).toEqual([]);
});

it("the same after a crash: alarms and states are as they were", async () => {
  const before = await Promise.all(blind.map(async (station) => [...(await alarmsAt(station)).keys()].sort()));
  await hub.process.kill();
  await hub.process.start();
  const after = await Promise.all(blind.map(async (station) => [...(await alarmsAt(station)).keys()].sort()));
  expect(after).toEqual(before);
  await until("the rubbish to be unusable again", async () => (await depthAt(supplyWell)).state === "unusable");
});
