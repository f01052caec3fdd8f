import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dutyGaps, onDuty } from "../../../calls/roster/on-duty.ts";
import type { RosterShift } from "../../../domain/city/policies/duty.ts";
import { dayMs, hourMs, minuteMs } from "../../../domain/clock.ts";
import { shift } from "../duty-plans.ts";

const zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];

const zone = fc.constantFrom(...zones);

/** Any moment of five years, the days on which clocks change among them. */
const moment = fc
  .integer({ min: Date.parse("2024-01-01T00:00:00Z") / minuteMs, max: Date.parse("2029-01-01T00:00:00Z") / minuteMs })
  .map((minutes) => minutes * minuteMs);

const minutes = fc.integer({ min: 0, max: 1_439 });

const someShift: fc.Arbitrary<RosterShift> = fc
  .record({ from: minutes, to: minutes, days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) })
  .map((given) => shift(given));

function at(text: string): number {
  return Date.parse(text);
}

describe("onDuty()", () => {
  it("has exactly one of two at every moment where one hands over to the other, in any zone, whenever clocks change", () => {
    fc.assert(
      fc.property(zone, moment, minutes, minutes, (inZone, now, morning, evening) => {
        fc.pre(morning !== evening);
        const shifts = [
          shift({ from: morning, to: evening, people: ["day"] }),
          shift({ from: evening, to: morning, people: ["night"] }),
        ];
        expect(onDuty({ shifts }, now, inZone).people).toHaveLength(1);
        expect(dutyGaps({ shifts }, { from: now, to: now + 3 * dayMs }, inZone)).toEqual([]);
      }),
    );
  });

  it("agrees with its gaps: nobody is on duty within one and somebody is outside", () => {
    fc.assert(
      fc.property(zone, moment, fc.array(someShift, { maxLength: 4 }), (inZone, now, shifts) => {
        const span = { from: now, to: now + 4 * dayMs };
        const gaps = dutyGaps({ shifts }, span, inZone);
        for (let probe = span.from; probe < span.to; probe += 97 * minuteMs) {
          const isGap = gaps.some(({ from, to }) => from <= probe && probe < to);
          expect(onDuty({ shifts }, probe, inZone).people.length === 0).toBe(isGap);
        }
        for (const { from, to } of gaps) {
          expect(onDuty({ shifts }, from, inZone).people).toEqual([]);
          expect(onDuty({ shifts }, to - 1, inZone).people).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("says until when, and it is so until then", () => {
    fc.assert(
      fc.property(zone, moment, fc.array(someShift, { minLength: 1, maxLength: 3 }), (inZone, now, shifts) => {
        const { people, untilAt } = onDuty({ shifts }, now, inZone);
        if (untilAt === null) {
          expect(people).toEqual([]);
          return;
        }
        expect(untilAt).toBeGreaterThan(now);
        expect(onDuty({ shifts }, untilAt - 1, inZone).people).toEqual(expect.arrayContaining([...people]));
      }),
    );
  });

  it("is of the city's clocks: the night shift of an evening lasts past midnight", () => {
    const shifts = [
      shift({ from: 8 * 60, to: 20 * 60, people: ["day"] }),
      shift({ from: 20 * 60, to: 8 * 60, people: ["night"] }),
    ];
    const who = (text: string) => onDuty({ shifts }, at(text), "Asia/Shanghai").people;
    expect(who("2026-07-20T07:59:59+08:00")).toEqual(["night"]);
    expect(who("2026-07-20T08:00:00+08:00")).toEqual(["day"]);
    expect(who("2026-07-20T20:00:00+08:00")).toEqual(["night"]);
    expect(who("2026-07-21T00:00:00+08:00")).toEqual(["night"]);
  });

  it("lasts 23 hours on the day on which clocks are put forward, and 25 when they are put back", () => {
    const shifts = [shift({ from: 0, to: 1_440 })];
    const lastsFrom = (text: string) => (onDuty({ shifts }, at(text), "Europe/Berlin").untilAt ?? 0) - at(text);
    expect(lastsFrom("2026-03-29T00:00:00+01:00")).toBe(23 * hourMs);
    expect(lastsFrom("2026-10-25T00:00:00+02:00")).toBe(25 * hourMs);
  });

  it("takes a named date in place of the weekly shifts that begin then, and only those", () => {
    const shifts = [
      shift({ from: 480, to: 1_200, people: ["weekly"] }),
      shift({ from: 600, to: 1_200, dates: ["2026-10-01"], people: ["holiday"] }),
    ];
    const who = (text: string) => onDuty({ shifts }, at(text), "Asia/Shanghai").people;
    expect(who("2026-10-01T09:00:00+08:00")).toEqual([]);
    expect(who("2026-10-01T11:00:00+08:00")).toEqual(["holiday"]);
    expect(who("2026-10-02T09:00:00+08:00")).toEqual(["weekly"]);
  });

  it("goes round by rotation from the first date on, and names deputies beside those on duty", () => {
    const rotation = [["a"], ["b", "c"], ["d"]] as unknown as RosterShift["rotation"];
    const deputies = ["d", "z"] as unknown as RosterShift["deputies"];
    const shifts = [{ ...shift({ from: 480, to: 480, first: "2026-07-01", last: "2026-07-06" }), rotation, deputies }];
    const who = (day: string) => onDuty({ shifts }, at(`2026-07-${day}T12:00:00+08:00`), "Asia/Shanghai");
    expect(["01", "02", "03", "04"].map((day) => who(day).people)).toEqual([["a"], ["b", "c"], ["d"], ["a"]]);
    expect(who("01").deputies).toEqual(["d", "z"]);
    expect(who("03").deputies).toEqual(["z"]);
    expect(who("08")).toEqual({ people: [], deputies: [], untilAt: null });
  });
});
