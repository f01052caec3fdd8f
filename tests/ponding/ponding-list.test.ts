import { expect, it } from "vitest";
import type { PondingListing } from "../../domain/city/ponding-listing.ts";
import type { StationId } from "../../domain/ids.ts";
import type { PondingAction } from "../../domain/inputs/acts/ponding-action.ts";
import { PondingList } from "../../ponding/ponding-list.ts";
import { smallCity, station } from "../support/alarm-builders.ts";

const facts = { deepestM: 0.6, cause: null, measures: null, source: "notice 12" };

const listing: PondingListing = {
  ...{ ...facts, listedOn: "2021-08-15", reviewedOn: null, reviewDueOn: "2026-05-15", isDemonstration: true },
};

const [tunnel, road] = [
  station({ id: "tunnel" as StationId, ponding: listing }),
  station({ id: "road" as StationId }),
] as const;

const city = smallCity({ stations: new Map([tunnel, road].map((each) => [each.id, each])), timeZone: "Asia/Shanghai" });

/** 20 July 2026, 00:30 in the city: still the 19th in UTC. */
const at = Date.parse("2026-07-19T16:30:00Z");

function act(stationId: string, action: PondingAction["action"], ifRevision?: number): PondingAction {
  const seen = ifRevision === undefined ? {} : { ifRevision };
  return { kind: "ponding-action", stationId: stationId as StationId, by: "Wang", action, ...seen };
}

const list = { do: "list", reason: "water stood", reviewDueOn: "2027-05-15", facts } as const;
const review = { do: "review", reason: "looked at", reviewDueOn: "2027-05-15", facts: {} } as const;
const delist = { do: "delist", reason: "new drains" } as const;

it("a place begins as its file has it; each act keeps who, when, why, and what it said before and after", () => {
  const places = new PondingList(city);
  expect(places.recordOf(tunnel)).toEqual({ stationId: "tunnel", listing, revision: 0, changes: [] });
  expect(places.act(act("tunnel", review, 0), at)).toBeNull();
  expect(places.act(act("tunnel", { do: "change", reason: "surveyed", facts: { deepestM: 0.7 } }), at)).toBeNull();
  expect(places.act(act("tunnel", delist), at)).toBeNull();
  const reviewed = { ...listing, reviewedOn: "2026-07-20", reviewDueOn: "2027-05-15" };
  const changed = { ...reviewed, deepestM: 0.7 };
  expect(places.recordOf(tunnel)).toEqual({
    stationId: "tunnel",
    listing: null,
    revision: 3,
    changes: [
      { at, by: "Wang", do: "review", reason: "looked at", before: listing, after: reviewed },
      { at, by: "Wang", do: "change", reason: "surveyed", before: reviewed, after: changed },
      { at, by: "Wang", do: "delist", reason: "new drains", before: changed, after: null },
    ],
  });
});

it("a place that is put on the list is listed today in the city, and is of no demonstration", () => {
  const places = new PondingList(city);
  expect(places.act(act("road", list), at)).toBeNull();
  expect(places.recordOf(road).listing).toEqual({
    ...{ ...facts, listedOn: "2026-07-20", reviewedOn: null, reviewDueOn: "2027-05-15", isDemonstration: false },
  });
});

it("who names the document that a demonstration's line rests on makes it a line of the city's own", () => {
  const places = new PondingList(city);
  places.act(act("tunnel", { ...review, facts: { source: "minutes 3" } }), at);
  expect(places.recordOf(tunnel).listing).toMatchObject({ source: "minutes 3", isDemonstration: false });
});

it("what is not legal changes nothing and says what stands instead", () => {
  const places = new PondingList(city);
  const codeOf = (entry: PondingAction) => places.act(entry, at)?.code ?? null;
  expect(codeOf(act("nowhere", list))).toBe("ponding.unknown_station");
  expect(codeOf(act("tunnel", list))).toBe("ponding.listed_already");
  expect(codeOf(act("road", review))).toBe("ponding.not_listed");
  expect(codeOf(act("road", delist))).toBe("ponding.not_listed");
  expect(codeOf(act("tunnel", { ...review, reviewDueOn: "2026-07-20" }))).toBe("ponding.review_not_ahead");
  expect(codeOf(act("tunnel", { do: "change", reason: "same", facts: { deepestM: 0.6 } }))).toBe("ponding.same");
  expect(codeOf(act("tunnel", review, 1))).toBe("ponding.changed_since");
  expect(places.changes).toBe(0);
  expect(places.recordOf(tunnel).revision).toBe(0);
});

it("what was drained and restored is as it was, and the file has no more to say of it", () => {
  const before = new PondingList(city);
  before.act(act("tunnel", delist), at);
  const saved = before.drainChanges();
  expect(before.drainChanges().size).toBe(0);
  const after = new PondingList(city);
  after.restore(saved);
  expect(after.recordOf({ ...tunnel, ponding: { ...listing, deepestM: 9 } })).toEqual(before.recordOf(tunnel));
});
