import { expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import { type Announcement, Announcements } from "../../cli/announcements.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { AlarmKey, StationId } from "../../domain/ids.ts";
import { smallCity, station, transition } from "../support/alarm-builders.ts";
import { until } from "../support/until.ts";

const many = 50;

/** A flood that opens a case at each of many stations. */
function flood(): readonly StoredEvent[] {
  const ids = Array.from({ length: many }, (_, index) => `s${index}` as StationId);
  const cases = createOpenCases(smallCity({ stations: new Map(ids.map((id) => [id, station({ id })])) }), []);
  return ids.map((stationId, index) => {
    const change = cases.apply(
      transition({
        alarmKey: `depth|${stationId}` as AlarmKey,
        target: { kind: "station", stationId },
        to: index % 10 === 0 ? "red" : "blue",
      }),
    );
    return { ...change!.event, eventSeq: index + 1 };
  });
}

it("a line for each of the first, then one that counts the others, and the next window begins afresh", async () => {
  const told: Announcement[] = [];
  const announcements = new Announcements((line) => told.push(line), { most: 5, windowMs: 20 });
  for (const event of flood()) announcements.take(event);
  expect(told).toHaveLength(5);
  await until("the line that counts", () => told.length > 5);
  expect(told[5]?.words.zh).toContain("上报案件 45（红色 4）");
  expect(told[5]?.words.en).toContain("cases opened 45 (4 red)");
  expect(told[5]?.about).toEqual({ counted: 45, worst: "red" });
  announcements.take(flood()[0]!);
  expect(told).toHaveLength(7);
  announcements.stop();
});

it("what waits to be counted is told at the end", () => {
  const told: Announcement[] = [];
  const announcements = new Announcements((line) => told.push(line), { most: 5, windowMs: 60_000 });
  for (const event of flood()) announcements.take(event);
  announcements.stop();
  expect(told).toHaveLength(6);
  expect(told[5]?.about).toMatchObject({ counted: 45 });
});
