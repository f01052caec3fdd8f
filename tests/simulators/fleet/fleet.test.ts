import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Station } from "../../../domain/city/city.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { DeviceAct } from "../../../simulators/fleet/device-act.ts";
import { type FaultKind, faultKinds } from "../../../simulators/fleet/fault.ts";
import { createFleet, type Fleet, type FleetOptions } from "../../../simulators/fleet/fleet.ts";
import type { FaultRule } from "../../../simulators/scenario/scenario.ts";
import type { SentRow, TruthRow } from "../../../simulators/truth/truth-row.ts";
import { type FaultRow, RowExplainer } from "./explain-row.ts";
import { fleetCity, fleetStartsAt, formulaWater } from "./fleet-city.ts";

const city = fleetCity(60);

function stationsWhere(isMeant: (station: Station) => boolean): readonly StationId[] {
  return [...city.stations.values()].filter(isMeant).map(({ id }) => id);
}

function fleetOf(changes: Partial<FleetOptions> = {}): Fleet {
  return createFleet({ city, water: formulaWater(city), faults: [], seed: 1, startsAt: fleetStartsAt, ...changes });
}

interface Run {
  readonly acts: readonly DeviceAct[];
  /** Of every reading, in the order of time. */
  readonly rows: readonly SentRow[];
  readonly faults: readonly FaultRow[];
  readonly endsAt: number;
}

function run(options: Partial<FleetOptions>, minutes = 60, stepMs = minuteMs): Run {
  const fleet = fleetOf(options);
  const acts: DeviceAct[] = [];
  const endsAt = fleetStartsAt + minutes * minuteMs;
  for (let at = fleetStartsAt; at < endsAt; at += stepMs) acts.push(...fleet.advance(Math.min(endsAt, at + stepMs)));
  fleet.finish();
  const truth: readonly TruthRow[] = fleet.takeTruth();
  const sent = acts.flatMap((act) => (act.kind === "publish" ? act.rows : []));
  const lost = truth.filter((row) => row.kind === "sent");
  const rows = [...sent, ...lost].toSorted((a, b) => a.measuredAt - b.measuredAt || a.seq - b.seq);
  return { acts, rows, faults: truth.filter((row) => row.kind === "fault"), endsAt };
}

function unexplained(done: Run): readonly string[] {
  const explainer = new RowExplainer(city, done);
  return done.rows.flatMap((row) => explainer.unexplained(row));
}

const rule = (fault: FaultKind, changes: Partial<FaultRule> = {}): FaultRule => ({
  fault,
  from: 600,
  to: 2_400,
  ...changes,
});

/** What rows have to show of a fault for it to have been at work. */
const seen: Readonly<Record<FaultKind, (run: Run) => boolean>> = {
  ...(Object.fromEntries(
    faultKinds.map((fault) => [fault, ({ rows }: Run) => rows.some(({ faults }) => faults.includes(fault))]),
  ) as Record<FaultKind, (run: Run) => boolean>),
  dead: ({ rows, faults }) => faults.length > 0 && isQuiet(rows, faults),
  drowned: ({ rows, faults }) => faults.length > 0 && isQuiet(rows, faults),
  battery: ({ rows, faults }) =>
    isQuiet(
      rows,
      faults.map((each) => ({ ...each, from: each.from + 0.75 * (each.to - each.from) })),
    ),
};

function isQuiet(rows: readonly SentRow[], faults: readonly FaultRow[]): boolean {
  return faults.every(
    ({ deviceId, from, to }) =>
      rows.some((row) => row.deviceId === deviceId) &&
      !rows.some((row) => row.deviceId === deviceId && row.measuredAt > from && row.measuredAt < to),
  );
}

describe("a fleet without faults", () => {
  it("says what is true, but for resolution and noise", () => {
    const ordinary = run({});
    expect(unexplained(ordinary)).toEqual([]);
    expect(ordinary.faults).toEqual([]);
    expect(new Set(ordinary.rows.flatMap(({ faults }) => faults))).toEqual(new Set());
  });

  it("reads a dry floor as dry, and sends a slow channel in each fifth reading", () => {
    const dry = { ...formulaWater(city), trueValues: () => new Float64Array(city.gauges.size) };
    const { rows } = run({ water: dry });
    const depths = rows.flatMap(({ said }) => [said.depth ?? [], said.level ?? []].flat());
    expect(new Set(depths)).toEqual(new Set([0]));
    const withSupply = rows.filter(({ deviceId, said }) => deviceId === "d6" && "supply" in said);
    expect(withSupply.map(({ seq }) => seq)).toEqual([1, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 56]);
  });

  it("counts rain in whole tips, none of them lost between readings", () => {
    const { rows } = run({});
    for (const [device, channel, tip] of [
      ["d1", "rain", 0.1],
      ["d2", "tips", 0.2],
    ] as const) {
      const own = rows.filter(({ deviceId }) => deviceId === device);
      const said = own.reduce((sum, row) => sum + (row.said[channel] ?? 0), 0);
      const fallen = own.reduce((sum, row) => sum + (row.true[channel] ?? 0), 0);
      expect(fallen).toBeGreaterThan(5);
      expect(Math.abs(said - fallen)).toBeLessThan(tip + 1e-6);
      for (const row of own)
        expect((row.said[channel] ?? 0) / tip).toBeCloseTo(Math.round((row.said[channel] ?? 0) / tip), 6);
    }
  });

  it("reports at its intervals, with jitter, and children only by their gateway", () => {
    const { acts, rows } = run({});
    const own = rows.filter(({ deviceId }) => deviceId === "d1").map(({ measuredAt }) => measuredAt);
    const gaps = own.slice(1).map((at, index) => at - (own[index] ?? 0));
    expect(own.length).toBeGreaterThan(58);
    expect(Math.min(...gaps)).toBeGreaterThan(59_400);
    expect(Math.max(...gaps)).toBeLessThan(60_600);
    expect(new Set(gaps).size).toBeGreaterThan(5);
    const clients = new Set(acts.map(({ client }) => client));
    expect(clients.has("gw0" as never)).toBe(true);
    expect(clients.has("d3" as never)).toBe(false);
    const batches = acts.filter((act) => act.kind === "publish" && act.topic === "v1/gateways/gw0/readings");
    expect(batches.length).toBeGreaterThan(100);
    expect(batches.some((act) => act.kind === "publish" && act.rows.length > 1)).toBe(true);
  });

  it("rains as hard on a squeezed clock: a mm is a mm of intensity times interval", () => {
    const slow = run({}, 60).rows.filter(({ deviceId }) => deviceId === "d1");
    const quick = run({ squeeze: 10 }, 60).rows.filter(({ deviceId }) => deviceId === "d1");
    const sum = (rows: readonly SentRow[]) => rows.reduce((total, row) => total + (row.said.rain ?? 0), 0);
    expect(sum(quick)).toBeCloseTo(sum(slow), 0);
  });

  it("obeys who asks for shorter intervals, and never slows down below its own", () => {
    const fleet = fleetOf();
    fleet.advance(fleetStartsAt + 5 * minuteMs);
    expect(fleet.ask("d1", 10)).toBe(true);
    const asked = countOf(fleet.advance(fleetStartsAt + 15 * minuteMs), "d1");
    expect(fleet.ask("d1", 3_600)).toBe(true);
    const usual = countOf(fleet.advance(fleetStartsAt + 25 * minuteMs), "d1");
    expect(asked).toBeGreaterThan(57);
    expect(usual).toBeGreaterThanOrEqual(9);
    expect(usual).toBeLessThanOrEqual(11);
    expect(fleet.ask("nobody", 10)).toBe(false);
  });
});

function countOf(acts: readonly DeviceAct[], client: string): number {
  return acts.filter((act) => act.kind === "publish" && act.client === client).length;
}

describe("every row differs from truth only by the faults recorded for it", () => {
  it.each(faultKinds)("%s", (fault) => {
    const result = run({ faults: [rule(fault, { share: 0.5 })] });
    expect(unexplained(result)).toEqual([]);
    expect(seen[fault](result)).toBe(true);
    expect(result.faults.length).toBeGreaterThan(0);
    for (const each of result.faults) expect(each.fault).toBe(fault);
  });

  it("whatever comes together", () => {
    const someRule = fc.record({
      fault: fc.constantFrom(...faultKinds.filter((fault) => !fault.startsWith("clock-"))),
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      from: fc.integer({ min: 0, max: 1_800 }),
      to: fc.integer({ min: 1_800, max: 5_000 }),
    });
    // Two of one kind at one gauge would need both sizes: each kind comes once.
    const rules = fc.uniqueArray(someRule, { maxLength: 6, selector: ({ fault }) => fault });
    const clock = fc.constantFrom<FaultKind>("clock-offset", "clock-drift", "clock-missing", "clock-jumps");
    fc.assert(
      fc.property(rules, clock, fc.nat(), (faults, ofClock, seed) => {
        const all = [...faults, rule(ofClock, { share: 0.3 })];
        expect(unexplained(run({ faults: all, seed }, 60))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("the same seed", () => {
  const faults = faultKinds.map((fault) => rule(fault, { share: 0.1 }));
  const digest = ({ acts, rows }: Run) =>
    createHash("sha256")
      .update(JSON.stringify([acts, rows]))
      .digest("hex");

  it("gives the same acts to the byte, in steps of any length", () => {
    const inMinutes = run({ faults }, 60, minuteMs);
    expect(digest(run({ faults }, 60, 7_777))).toBe(digest(inMinutes));
    expect(digest(run({ faults, seed: 2 }, 60, minuteMs))).not.toBe(digest(inMinutes));
  });

  it("gives acts in order of time", () => {
    const { acts } = run({ faults });
    for (const [index, act] of acts.entries()) expect(act.at).toBeGreaterThanOrEqual(acts[index - 1]?.at ?? 0);
  });
});

describe("faults of the link", () => {
  it("send what was measured afterwards, oldest or newest first by device", () => {
    const { acts } = run({ faults: [rule("radio-loss")] }, 90);
    const orders = new Set<string>();
    for (const id of ["d1", "d2", "d4", "d5", "d7", "d8", "d10", "d11", "d13", "d14"]) {
      const late = acts
        .flatMap((act) => (act.kind === "publish" && act.client === id ? act.rows : []))
        .filter(({ faults }) => faults.includes("radio-loss"));
      expect(late.length).toBeGreaterThan(25);
      const seqs = late.map(({ seq }) => seq);
      const isOldestFirst = String(seqs) === String(seqs.toSorted((a, b) => a - b));
      const isNewestFirst = String(seqs) === String(seqs.toSorted((a, b) => b - a));
      expect(isOldestFirst || isNewestFirst).toBe(true);
      orders.add(isOldestFirst ? "oldest" : "newest");
    }
    expect(orders).toEqual(new Set(["oldest", "newest"]));
  });

  it("bring all back at one moment in a storm, and at moments of their own otherwise", () => {
    const returns = (fault: FaultKind) =>
      run({ faults: [rule(fault, { stations: stationsWhere(({ areaCode }) => areaCode === "410105") })] }).acts.filter(
        (act) => act.kind === "connect" && act.at > fleetStartsAt + 20 * minuteMs,
      );
    const storm = returns("reconnect-storm");
    expect(storm.length).toBeGreaterThan(20);
    expect(new Set(storm.map(({ at }) => at)).size).toBe(1);
    expect(new Set(returns("radio-loss").map(({ at }) => at)).size).toBeGreaterThan(10);
  });

  it("lose what all children of a gateway measured while it is gone", () => {
    const { rows, acts } = run({ faults: [rule("gateway-down", { count: 1 })] });
    const lost = rows.filter(({ at, faults }) => at === null && faults.includes("gateway-down"));
    expect(new Set(lost.map(({ deviceId }) => deviceId)).size).toBe(10);
    expect(acts.filter((act) => act.kind === "disconnect" && act.lost)).toHaveLength(1);
  });
});

describe("a draw", () => {
  it("chooses among the stations that are meant, as many as said", () => {
    const one = run({ faults: [rule("stuck", { stations: ["s4" as never] })] });
    expect(one.faults.map(({ deviceId }) => deviceId)).toEqual(["d4"]);
    const rain = run({ faults: [rule("drift", { stations: stationsWhere(({ kind }) => kind === "rain"), count: 3 })] });
    expect(rain.faults).toHaveLength(3);
    for (const { deviceId } of rain.faults) expect([1, 2]).toContain(Number(deviceId.slice(1)) % 6);
    const share = run({
      faults: [rule("dead", { stations: stationsWhere(({ areaCode }) => areaCode === "410103"), share: 0.5 })],
    });
    expect(share.faults).toHaveLength(15);
  });

  it("makes sizes that a rule names", () => {
    const { rows } = run({ faults: [rule("clock-offset", { size: -2 * hourMs, stations: ["s1" as never] })] });
    const wrong = rows.filter(({ faults }) => faults.includes("clock-offset"));
    expect(new Set(wrong.map(({ claims, measuredAt }) => (claims ?? 0) - measuredAt))).toEqual(new Set([-2 * hourMs]));
  });
});
