import fc from "fast-check";
import { expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { EventId, PersonId } from "../../../domain/ids.ts";
import { loadOf, pageTotals } from "../../../score/metrics/pages.ts";
import { callOutcome, endsAt, minute, startsAt } from "../small-run.ts";

const run = { from: startsAt, to: endsAt };

it("loadOf() gives pages a 10 minutes, the worst of any 10 minutes, and the share of floods", () => {
  const twelve = Array.from({ length: 12 }, (_, index) => minute(20 + index / 2));
  // Six spans in an hour; those from minute 20 on have all twelve.
  expect(loadOf(twelve, run)).toEqual({ pages: 12, average: 2, worst: 12, floodShare: 1 / 6 });
  expect(loadOf([], run)).toEqual({ pages: 0, average: 0, worst: 0, floodShare: 0 });
  // The tenth minute after the first is another span.
  expect(loadOf([minute(5), minute(15) - 1, minute(15)], run).worst).toBe(2);
});

it("pageTotals() counts each officer, the busiest first, and averages over those who were called", () => {
  const b = "officer-b" as PersonId;
  const calls = [
    callOutcome(minute(1)),
    callOutcome(minute(2), { personId: b }),
    callOutcome(minute(3), { personId: b }),
  ];
  const notices = [{ eventId: "e" as EventId, type: "case.opened", queuedAt: minute(4) }];
  const totals = pageTotals(calls, notices, run);
  expect(totals.officers.map(({ personId, pages, worst }) => [personId, pages, worst])).toEqual([
    ["officer-b", 2, 2],
    ["officer-a", 1, 1],
  ]);
  expect(totals.perOfficer).toEqual({ pages: 3, average: (2 / 6 + 1 / 6) / 2, worst: 2, floodShare: 0 });
  expect(totals.notices.pages).toBe(1);
});

it("the worst 10 minutes hold no fewer than the average, and no page is lost", () => {
  const moments = fc.array(fc.integer({ min: startsAt, max: endsAt - 1 }));
  fc.assert(
    fc.property(moments, (at) => {
      const load = loadOf(at, run);
      expect(load.pages).toBe(at.length);
      expect(load.worst).toBeGreaterThanOrEqual(Math.ceil(load.average));
      const naive = at.map((from) => at.filter((each) => each >= from && each < from + 10 * minuteMs).length);
      expect(load.worst).toBe(Math.max(0, ...naive));
    }),
  );
  expect(endsAt - startsAt).toBe(hourMs);
});
