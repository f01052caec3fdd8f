import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { gaugeIdOf, stationIdOf } from "../support/city-folder.ts";
import { seeded } from "../support/seeded.ts";
import { countSoak, type SoakStation } from "./count-soak.ts";
import { misbehaviourNames } from "./misbehaviours.ts";
import { fewestTicks, runSoak } from "./run-soak.ts";
import { type Flood, reachesAt, redCm } from "./water.ts";

it("a city of devices as the field has them: every flood seen, nothing lost or doubled, no page for what is over", async () => {
  const devices = 3 * misbehaviourNames.length;
  const report = await runSoak({ devices, ticks: fewestTicks, intervalMs: 1000, random: seeded(1) });
  expect(report.wrongAt.filter((words) => !/late by/.test(words))).toEqual([]);
  expect(report).toMatchObject({ missed: 0, false: 0, urgentFromBacklogs: 0, blindUntold: 0, lost: 0, doubled: 0 });
  expect(report.floods).toBeGreaterThan(2 * misbehaviourNames.length);
}, 240_000);

const flood: Flood = { startsAt: 12, peakCm: 60 };
const startedAt = 1_784_000_000_000;
const intervalMs = 1000;
const redAt = startedAt + reachesAt(flood, redCm) * intervalMs;

/** A hub that alarmed as red at `redAt` and kept 1 cm and 2 cm, with what is added by hand. */
function soakEnd(station: Partial<SoakStation> = {}) {
  const state = new DatabaseSync(":memory:");
  state.exec(`CREATE TABLE transition (transition_seq INTEGER PRIMARY KEY, station_id TEXT, body TEXT);
    CREATE TABLE event (event_seq INTEGER PRIMARY KEY, is_urgent INTEGER, at INTEGER, body TEXT)`);
  const journal = new DatabaseSync(":memory:");
  journal.exec(`CREATE TABLE gauge (gauge INTEGER PRIMARY KEY, id TEXT);
    CREATE TABLE observation (seq INTEGER PRIMARY KEY, gauge INTEGER, value REAL)`);
  journal.prepare("INSERT INTO gauge VALUES (1, ?)").run(gaugeIdOf(0, 0));
  const keep = (m: number) => journal.prepare("INSERT INTO observation (gauge, value) VALUES (1, ?)").run(m);
  const move = (changes: object) => {
    const usual = { hazard: "waterlogging", effect: "live", isLate: false, from: null, to: "red", receivedAt: redAt };
    const body = JSON.stringify({ ...usual, ...changes });
    state.prepare("INSERT INTO transition (station_id, body) VALUES (?, ?)").run(stationIdOf(0), body);
  };
  const page = (at: number) => {
    const body = JSON.stringify({ case: { stationId: stationIdOf(0), hazard: "waterlogging" } });
    state.prepare("INSERT INTO event (is_urgent, at, body) VALUES (1, ?, ?)").run(at, body);
  };
  keep(0.01);
  keep(0.02);
  const usual = { station: 0, misbehaves: "good", expects: "seen", flood, acknowledged: [1, 2] } as const;
  const end = { stations: [{ ...usual, ...station }], startedAt, intervalMs, state, journal };
  return { keep, move, page, count: () => countSoak(end) };
}

it("control: the soak's counts see each thing that can go wrong", () => {
  const well = soakEnd();
  well.move({});
  expect(well.count()).toMatchObject({ floods: 1, missed: 0, late: 0, false: 0, lost: 0, doubled: 0, wrongAt: [] });
  expect(soakEnd().count()).toMatchObject({ missed: 1 });
  const isLate = soakEnd();
  isLate.move({ isLate: true });
  expect(isLate.count()).toMatchObject({ missed: 1 });
  const slow = soakEnd();
  slow.move({ receivedAt: redAt + 5 * intervalMs });
  expect(slow.count()).toMatchObject({ missed: 0, late: 1 });
  well.move({ to: "blue", receivedAt: startedAt + 2 * intervalMs });
  expect(well.count()).toMatchObject({ false: 1 });
  well.page(startedAt + 3 * intervalMs);
  expect(well.count()).toMatchObject({ urgentFromBacklogs: 1 });
  well.keep(0.02);
  expect(well.count()).toMatchObject({ doubled: 1 });
  const lossy = soakEnd({ acknowledged: [1, 2, 3] });
  lossy.move({});
  expect(lossy.count()).toMatchObject({ lost: 1 });
  const blind = soakEnd({ expects: "blind" });
  expect(blind.count()).toMatchObject({ blindUntold: 1 });
  blind.move({ hazard: "blind-spot", to: "yellow" });
  expect(blind.count()).toMatchObject({ blindUntold: 0 });
});
