import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs, secondMs } from "../../../domain/clock.ts";
import { answerOf } from "../../../score/metrics/answer-kinds.ts";
import { type Crossing, crossingsOf, longestLeadMs } from "../../../score/metrics/crossings.ts";
import { alarmSpans } from "../../../score/outcome/alarm-spans.ts";
import {
  answered,
  callOutcome,
  caseOutcome,
  endsAt,
  marks,
  minute,
  moved,
  truth,
  tunnelDepthAt,
} from "../small-run.ts";

function crossings(transitions = answered, depthAt = tunnelDepthAt): readonly Crossing[] {
  return crossingsOf({ truth: truth([], depthAt), marks, spans: alarmSpans(transitions), cases: [], calls: [] });
}

describe("crossingsOf()", () => {
  it("finds when true water came to each mark, between two minutes, and its alarm", () => {
    const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / secondMs));
    expect(
      crossings().map((each) => [each.mark.level, seconds(each.crossedAt - minute(0)), seconds(each.leadMs)]),
    ).toEqual([
      ["blue", 13 * 60, -30],
      ["orange", 15.4 * 60, 24],
      ["red", 18 * 60, -120],
    ]);
    expect(crossings().map(answerOf)).toEqual(["at-once", "before", "at-once"]);
    expect(crossings().map(({ peak }) => peak)).toEqual([0.5, 0.5, 0.5]);
    expect(crossings().every(({ kind }) => kind === "clear")).toBe(true);
  });

  it("is missed at a level that no alarm came to, late beyond two intervals", () => {
    const [blue, orange, red] = crossings([moved(minute(17), "blue"), moved(minute(48), null)]);
    expect([blue, orange, red].map((each) => each && answerOf(each))).toEqual(["late", "missed", "missed"]);
    expect(red?.firstWordAt).toBe(minute(17));
  });

  it("counts an alarm for water only while it stood, or had ended half an hour before at most", () => {
    const early = (endedAt: number) =>
      crossings([moved(minute(0), "red"), moved(endedAt, null)], (at) => (at < 45 ? 0 : 0.5));
    expect(early(minute(14))[0]?.leadMs).toBeNull();
    expect(early(minute(16))[0]?.leadMs).toBeGreaterThan(44 * minuteMs);
    const standing = crossings([moved(minute(0) - 2 * longestLeadMs, "red")]);
    expect(standing.map(({ leadMs }) => leadMs)).toEqual([longestLeadMs, longestLeadMs, longestLeadMs]);
  });

  it("is missed by an alarm that came ten minutes after the water had gone", () => {
    const until25 = (at: number) => (at > 10 && at <= 25 ? 0.5 : 0);
    const answers = (at: number) => crossings([moved(at, "red")], until25).map(answerOf);
    expect(answers(minute(35))).toEqual(["late", "late", "late"]);
    expect(answers(minute(35.1))).toEqual(["missed", "missed", "missed"]);
  });

  it("decides nothing of water that only grazed a mark, or stood there from the start", () => {
    const kinds = (depthAt: (minute: number) => number) =>
      crossings([], depthAt).map((each) => `${each.mark.level} ${each.kind}`);
    expect(kinds((at) => (at === 20 ? 0.5 : 0))).toEqual(["blue grazed", "orange grazed", "red grazed"]);
    expect(kinds((at) => (at > 20 ? 0.16 : 0))).toEqual(["blue grazed"]);
    expect(kinds((at) => (at < 30 ? 0.2 : 0))).toEqual(["blue standing"]);
  });

  it("is one crossing until the water fell below the rule's reset", () => {
    const dip = (lowest: number) => (at: number) => (at < 10 ? 0 : at === 30 ? lowest : 0.2);
    expect(crossings([], dip(0.13))).toHaveLength(1);
    expect(crossings([], dip(0.11))).toHaveLength(2);
  });

  it("counts one water once that two rules of a station see, the first that was clear", () => {
    const again = marks.map((mark) => ({ ...mark, ruleId: "other" as never, limit: mark.limit + 0.01 }));
    const sources = { truth: truth(), spans: [], cases: [], calls: [] };
    const rules = (own: typeof marks) => crossingsOf({ ...sources, marks: own }).map(({ mark }) => mark.ruleId);
    expect(rules([...again, ...marks])).toEqual(["underpass-depth", "underpass-depth", "underpass-depth"]);
    const shy = marks.map((mark) => ({ ...mark, error: 9 }));
    expect(rules([...shy, ...again])).toEqual(["other", "other", "other"]);
  });

  it("puts the first call at a level beside it, of a case that was not over before", () => {
    const sources = { truth: truth(), marks, spans: alarmSpans(answered) };
    const calls = [
      callOutcome(minute(13), { level: "red" }),
      callOutcome(minute(15)),
      callOutcome(minute(18), { level: "red" }),
    ];
    const found = crossingsOf({ ...sources, cases: [caseOutcome()], calls });
    expect(found.map(({ calledAt, redCalledAt }) => [calledAt, redCalledAt])).toEqual([
      [minute(15), minute(18)],
      [minute(15), minute(18)],
      [minute(18), minute(18)],
    ]);
    const early = alarmSpans([moved(minute(-25), "red"), moved(minute(14), null)]);
    const called = (closedAt: number) => {
      const cases = [caseOutcome({ closedAt })];
      return crossingsOf({ ...sources, spans: early, cases, calls: [callOutcome(minute(-25))] })[0]?.calledAt;
    };
    expect(called(minute(-20))).toBeNull();
    expect(called(minute(14))).toBe(minute(-25));
    expect(crossingsOf({ ...sources, spans: [], cases: [], calls })[0]?.calledAt).toBeNull();
  });

  it("takes an alarm that people heard of before one that was held back", () => {
    const silence = {
      kind: "silence",
      id: "s",
      owner: null,
      words: { zh: "", en: "" },
      explainedBy: null,
      untilAt: null,
      includesRed: true,
    } as const;
    const held = moved(minute(12), "red", {
      alarmKey: "other|tunnel/depth" as never,
      noise: { outcome: "held", hold: silence },
    });
    expect(crossings([held])[0]).toMatchObject({ alarmAt: minute(12), isHeld: true });
    expect(crossings([held, ...answered])[0]).toMatchObject({ alarmAt: minute(13.5), isHeld: false });
  });
});

describe("lead, whatever the alarms", () => {
  const delay = fc.integer({ min: 0, max: 60 * 60 * secondMs });

  it("never grows when all alarms come later", () => {
    fc.assert(
      fc.property(delay, (later) => {
        const shifted = answered.map((each) => ({ ...each, at: each.at + later, receivedAt: each.receivedAt + later }));
        const before = crossings();
        crossings(shifted).forEach((each, index) => {
          expect(each.leadMs ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(before[index]?.leadMs ?? Number.NaN);
        });
      }),
    );
  });

  it("is never worse with one alarm more, and no crossing is missed that was not", () => {
    const level = fc.constantFrom("blue", "yellow", "orange", "red");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: endsAt - minute(0) }), level, (after, to) => {
        const more = moved(minute(0) + after, to as "blue", { alarmKey: "rise|tunnel/depth" as never });
        const before = crossings();
        crossings([...answered, more]).forEach((each, index) => {
          expect(each.leadMs).toBeGreaterThanOrEqual(before[index]?.leadMs ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });
});
