import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "../../api/create-api.ts";
import { activeAlarmList } from "../../api/schemas/alarms/alarm.ts";
import { blindSpotList } from "../../api/schemas/alarms/blind-spot.ts";
import { areaSummaryList } from "../../api/schemas/area-summary.ts";
import { casePage } from "../../api/schemas/case.ts";
import { latestList } from "../../api/schemas/observation.ts";
import { stationWithGauges } from "../../api/schemas/station.ts";
import { apiSettings } from "../../api/settings.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { type Level, levels, rankOf, unknownRank } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId, GaugeId, StationId } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { type GaugeState, gaugeStates } from "../../domain/observations/gauge-state.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { viewGauges } from "../../hub/influx-view.ts";
import { viewSuppression } from "../../hub/suppression-view.ts";
import { placesOf } from "../../influx/points/places.ts";
import { sampleHub } from "../../influx/points/sample.ts";
import { sampleBatches } from "../../influx/points/sample-points.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { InMemoryApiPorts, readerToken } from "../support/in-memory-api-ports.ts";
import { startProcessorOver } from "../support/worlds/processor-world.ts";
import { cityOf, ruleFrom } from "../support/worlds/rules-world.ts";

/** What an alarm of the place is, from what its depth did up to ten minutes ago. */
const alarmStates = ["none", "raised", "silenced", "chattering-high", "chattering-low", "frozen", "shadow"] as const;
type AlarmState = (typeof alarmStates)[number];

interface Place {
  readonly gaugeState: GaugeState;
  readonly alarmState: AlarmState;
  readonly gaugeId: GaugeId;
  readonly stationId: StationId;
  readonly deviceId: DeviceId;
}

const places: readonly Place[] = gaugeStates.flatMap((gaugeState) =>
  alarmStates
    // What is frozen is so by maintenance.
    .filter((alarmState) => alarmState !== "frozen" || gaugeState === "maintenance")
    .map((alarmState): Place => {
      const id = `${gaugeState}-${alarmState}`;
      return {
        ...{ gaugeState, alarmState, gaugeId: id as GaugeId },
        ...{ stationId: `at-${id}` as StationId, deviceId: `device-${id}` as DeviceId },
      };
    }),
);

const sketched = cityOf(
  places.map(({ gaugeId, alarmState }) => ({ id: gaugeId, tags: alarmState === "shadow" ? ["trial"] : ["judged"] })),
);
const gauges = new Map([...sketched.gauges].map(([id, gauge]) => [id, { ...gauge, quality: "off" as const }]));
const city = { ...sketched, gauges };

const high = 0.9;
const low = 0.1;
const limits = { levels: { orange: { raise: 0.5 } } };
const rules = [
  ruleFrom({ id: "depth", applies: { kind: "waterlogging", property: "depth", tags: ["judged"] }, ...limits }),
  ruleFrom({
    ...{ id: "trial", shadow: true, ...limits },
    applies: { kind: "waterlogging", property: "depth", tags: ["trial"] },
  }),
];

const now = Date.parse("2026-07-20T08:00:00Z");

/** Something that happens at a minute before now: a reading of a place, or an entry. */
interface Happening {
  readonly minute: number;
  readonly place: Place;
  readonly what: { readonly value: number; readonly flag: 1 | 4 } | { readonly entry: Entry };
}

function depthOf(alarmState: AlarmState, minute: number): number {
  switch (alarmState) {
    case "none":
      return low;
    case "raised":
    case "silenced":
    case "shadow":
      return high;
    case "chattering-high":
    case "chattering-low": {
      const last = alarmState === "chattering-high" ? high : low;
      return minute < 12 ? last : minute % 2 === 0 ? high : low;
    }
    case "frozen":
      return minute < 12 ? low : high;
  }
}

/** Minutes before now at which the last good reading of a place comes, and the last that failed. */
const lastGood: Readonly<Record<GaugeState, number>> = {
  ...{ live: 0, stale: 4, silent: 6, unusable: 6, suspect: 1, maintenance: 0 },
};

function happeningsAt(place: Place): readonly Happening[] {
  const { gaugeState, alarmState, stationId, deviceId } = place;
  const happenings: Happening[] = [];
  for (let minute = 22; minute >= 0; minute--) {
    const isGood = minute >= lastGood[gaugeState];
    const isFailed = !isGood && (gaugeState === "unusable" || gaugeState === "suspect");
    const what = isGood
      ? ({ value: depthOf(alarmState, minute), flag: 1 } as const)
      : ({ value: -9, flag: 4 } as const);
    if (isGood || isFailed) happenings.push({ minute, place, what });
  }
  const span = { createdAt: now - 30 * minuteMs, fromAt: now - 30 * minuteMs, untilAt: now + 60 * minuteMs };
  const asked = { owner: "Li Wei", reason: "works", ...span };
  if (alarmState === "silenced") {
    const silence = { id: `silence-${stationId}`, match: { stationIds: [stationId] }, includesRed: true, ...asked };
    happenings.push({
      minute: 30,
      place,
      what: { entry: { kind: "order-given", order: { kind: "silence", silence } } },
    });
  }
  if (gaugeState === "maintenance") {
    const maintenance = { id: `works-${deviceId}`, deviceId, ...asked, fromAt: now - 15 * minuteMs };
    const order = { kind: "maintenance", maintenance } as const;
    happenings.push({ minute: 15, place, what: { entry: { kind: "order-given", order } } });
  }
  return happenings;
}

/** Everything that is shown of the places, by station. */
interface Shown {
  readonly state: GaugeState;
  readonly value: number | null;
  readonly isBlind: boolean;
  readonly alarm: Level | null;
  readonly openCases: readonly (Level | null)[];
}

const shown = new Map<StationId, Shown>();
let areas: { readonly gauges: Partial<Record<GaugeState, number>>; readonly alarms: Record<Level, number> };
let points: ReadonlyMap<string, Readonly<Record<string, string>>>;
let stop = async (): Promise<void> => {};

beforeAll(async () => {
  let clock = now;
  const store = openMemoryStore({ clock: () => clock });
  const latest = await store.latest(await store.journal.keysFor([...city.gauges.keys()]));
  const keys = await store.journal.keysFor([...city.gauges.keys()]);
  const { entries, consumer, judging, committed } = await startProcessorOver({
    city,
    rules,
    store,
    clock: () => clock,
  });
  clock = now - 60 * minuteMs;
  await entries.enter({ kind: "hub-started", countedUpTo: null });
  for (const { minute, place, what } of places.flatMap(happeningsAt).toSorted((a, b) => b.minute - a.minute)) {
    clock = now - minute * minuteMs;
    if ("entry" in what) {
      await entries.enter(what.entry);
      continue;
    }
    const row: Observation = {
      ...{ gauge: keys.get(place.gaugeId) ?? never(), observedAt: clock, receivedAt: clock, ...what },
      ...{ checks: what.flag === 4 ? checks.grossRange : 0, deviceTime: null, seq: null },
    };
    await new Promise<void>((kept) => store.journal.append([row], [], () => kept()));
  }
  clock = now;
  await entries.enter({ kind: "mode-set", mode: "daily", by: null });
  for (const { flagChanges } of committed) latest.applyFlagChanges(flagChanges);
  const suppression = viewSuppression(judging, { city, latest, settings: blindSpotSettings.parse({}) });
  const deps = { ...new InMemoryApiPorts().deps(), city, latest, suppression, state: store.queries, clock: () => now };
  const api = createApi({ ...apiSettings.parse({ maxEventLoopDelayMs: 0 }), port: 0 }, deps);
  const { host, port } = (await api.start()).http;
  stop = async () => {
    await api.stop();
    await consumer.stop();
  };
  const get = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${readerToken}` };
    return (await fetch(`http://${host}:${port}/api/v1${path}`, { headers })).json();
  };
  await look(get);
  const view = { numbers: {}, limits: [], isOnline: () => true, clockOf: () => null };
  const seen = { ...view, ...viewGauges({ suppression, latest }, now) };
  const sample = sampleHub(city, seen, now, { withDevices: false, knownLimits: null });
  const { openCases, openWarnings } = await store.state.load();
  const state = { openCases, openWarnings, limits: [], copy: {} };
  const batches = sampleBatches(placesOf(city), sample, state, { maxLines: 10_000, maxBytes: 10_000_000 });
  points = new Map(batches.flatMap(({ body }) => body.trimEnd().split("\n").map(pointOf)));
});
afterAll(() => stop());

function never(): never {
  throw new Error("every gauge has a key");
}

/** Reads everything of the API that says how places are. */
async function look(get: (path: string) => Promise<unknown>): Promise<void> {
  const latest = latestList.parse(await get("/latest")).rows;
  const blind = blindSpotList.parse(await get("/blind-spots?limit=1000")).rows;
  const alarms = activeAlarmList.parse(await get("/alarms")).rows;
  const cases = casePage.parse(await get("/cases?state=reported&limit=1000")).rows;
  const whole = areaSummaryList
    .parse(await get("/areas/summaries"))
    .rows.find(({ areaCode }) => areaCode === city.code);
  if (whole !== undefined) areas = whole as typeof areas;
  for (const { stationId, gaugeId } of places) {
    const { gauges: views } = stationWithGauges.parse(await get(`/stations/${stationId}`));
    const [state, ...more] = new Set([
      ...views.map((view) => view.state),
      ...latest.filter((each) => each.gaugeId === gaugeId).map((each) => each.state),
      ...blind.filter((each) => each.gaugeId === gaugeId).map((each) => each.state),
    ]);
    if (state === undefined || more.length > 0) throw new Error(`${gaugeId} is shown as ${state} and ${more}`);
    const atPlace = alarms.filter(({ target }) => target.kind !== "area" && target.stationId === stationId);
    shown.set(stationId, {
      state,
      value: latest.find((each) => each.gaugeId === gaugeId)?.value ?? null,
      isBlind: blind.some((each) => each.gaugeId === gaugeId),
      alarm: atPlace[0]?.level ?? null,
      openCases: cases.filter((each) => each.stationId === stationId).map(({ level }) => level),
    });
  }
}

/** A point of a station or gauge by its measurement and place, with its fields. */
function pointOf(line: string): readonly [string, Readonly<Record<string, string>>] {
  const [key = "", fields = ""] = line.split(" ");
  const [measurement = "", ...tags] = key.split(",");
  const place = tags.find((tag) => tag.startsWith("station="))?.slice("station=".length) ?? "";
  return [`${measurement} ${place}`, Object.fromEntries(fields.split(",").map((field) => field.split("=") as never))];
}

function shownAt({ stationId }: Place): Shown {
  return shown.get(stationId) ?? never();
}

const told: Readonly<Record<AlarmState, Level | null>> = {
  ...{ none: null, raised: "orange", silenced: null, "chattering-high": "orange", "chattering-low": "orange" },
  ...{ frozen: "orange", shadow: null },
};

it.each(places)("$gaugeState, $alarmState: station, latest value, blind spots, alarms and cases agree", (place) => {
  const { state, value, isBlind, alarm, openCases } = shownAt(place);
  const { gaugeState, alarmState } = place;
  expect(state).toBe(gaugeState);
  expect(value).toBe(gaugeState === "live" ? depthOf(alarmState, 0) : null);
  expect(isBlind).toBe(gaugeState !== "live");
  expect(openCases).toEqual(told[alarmState] === null ? [] : [told[alarmState]]);
  expect(alarm).toBe(alarmState === "silenced" ? "orange" : told[alarmState]);
});

it.each(places)("$gaugeState, $alarmState: what InfluxDB and its boards show is the same", (place) => {
  const { value, alarm, openCases } = shownAt(place);
  const station = points.get(`station_state ${place.stationId}`) ?? never();
  const gauge = points.get(`gauge_state ${place.stationId}`) ?? never();
  expect(Number(station.level)).toBe(rankOf(alarm));
  expect(Number(station.state)).toBe(alarm === null && place.gaugeState !== "live" ? unknownRank : rankOf(alarm));
  expect(Number(station.openCases)).toBe(openCases.length);
  expect(station[`${place.gaugeState}Gauges`]).toBe("1");
  expect(gauge.known).toBe(value === null ? "0" : "1");
  expect(gauge.value).toBe(value === null ? undefined : String(value));
  expect(gauge.state).toBe(`"${place.gaugeState}"`);
});

it("an area counts the same gauges by state and the same alarms by level", () => {
  const each = places.map(shownAt);
  for (const state of gaugeStates) expect(areas.gauges[state]).toBe(each.filter((one) => one.state === state).length);
  for (const level of levels) expect(areas.alarms[level]).toBe(each.filter((one) => one.alarm === level).length);
});
