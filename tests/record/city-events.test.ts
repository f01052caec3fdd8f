import { expect, it } from "vitest";
import type { City } from "../../domain/city/city.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { areaKey } from "../../domain/people/place-key.ts";
import { cityEvents, placesOf } from "../../record/pack/city-events.ts";
import type { EventFilter } from "../../store/ports.ts";
import { noon } from "../support/observations.ts";

/** Two districts of a city, the first with two streets. */
const areas = [
  ["city", null],
  ["north", "city"],
  ["north-1", "north"],
  ["north-2", "north"],
  ["south", "city"],
] as const;
const city = {
  areas: new Map(areas.map(([code, parent]) => [code, { code, parent }])),
} as unknown as City;

const ofCase = { areaCode: "north-1", stationId: "s1" } as unknown as Case;

const events = [
  { type: "mode.changed", subject: "mode", data: {} },
  { type: "shift.handed-over", subject: "post", data: {} },
  { type: "delivery.overdue", subject: "endpoint", data: {} },
  ...areas.map(([areaCode]) => ({ type: "response.changed", subject: areaCode, data: { response: { areaCode } } })),
  ...["s1", "s2"].map((stationId) => ({
    type: "alarm.hidden",
    subject: stationId,
    data: { target: { kind: "station", stationId } },
  })),
  { type: "case.opened", subject: "another case", data: { case: { areaCode: "north-1" } } },
  { type: "mode.changed", subject: "before", at: noon - 1, data: {} },
  { type: "mode.changed", subject: "after", at: noon + 10, data: {} },
].map((event, index) => ({ at: noon, eventSeq: index, ...event }) as unknown as StoredEvent);

const queries = {
  events: async ({ type, from = 0, to = Number.POSITIVE_INFINITY }: EventFilter) => ({
    rows: events.filter((event) => event.type === type && event.at >= from && event.at < to),
    next: null,
  }),
};

const subjectsOf = async (cases: readonly Case[], warnings: readonly Warning[]) =>
  (await cityEvents(queries, { from: noon, to: noon + 10 }, placesOf(city, cases, warnings))).map(
    ({ subject }) => subject,
  );

const ofAll = ["mode", "post", "endpoint"];

it("a case is told of what was done in the whole city, in areas around its place and at its station, in its span", async () => {
  expect((await subjectsOf([ofCase], [])).toSorted()).toEqual([...ofAll, "city", "north", "north-1", "s1"].toSorted());
});

it("a warning of a district is told of the streets in it too", async () => {
  const warning = { areaCode: "north" } as unknown as Warning;
  const wanted = [...ofAll, "city", "north", "north-1", "north-2"];
  expect((await subjectsOf([], [warning])).toSorted()).toEqual(wanted.toSorted());
});

it("a place that the city no longer has is still its own", () => {
  const gone = { areaCode: "gone" } as unknown as Warning;
  expect(placesOf(city, [], [gone])).toEqual(new Set([areaKey(gone.areaCode)]));
});
