import { describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import type { ClockKind } from "../../../domain/observations/device-clock.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { checks } from "../../../domain/observations/quality.ts";
import { now, underpassIngest } from "../support.ts";
import { hear, live, type SentMessage } from "./device-world.ts";

const depths = [20, 30, 40, 50, 60];
const right = (at: number) => at;

/** How long before its reception each is kept, s, and which bits it failed. */
function dated(observations: readonly Observation[]): readonly (readonly [number, number])[] {
  return observations.map(({ receivedAt, observedAt, checks: failed }) => [(receivedAt - observedAt) / 1_000, failed]);
}

/** Right, and off by so much, each second minute. */
function rightAndOff(ms: number): (at: number) => number {
  return (at) => at + (((at - now) / minuteMs) % 2) * ms;
}

function singles(times: readonly number[], everyMs: number, from = now): readonly SentMessage[] {
  return times.map((t, index) => ({ at: from + index * everyMs, readings: [[t, 10 + index]] }));
}

describe("a clock is told as", () => {
  const boots = Date.UTC(2025, 0, 1);
  const rows: readonly [ClockKind, string, readonly SentMessage[]][] = [
    ["right", "right", live(depths, { from: now, everyMs: minuteMs, clock: right })],
    [
      "right",
      "off by less than its limit",
      live(depths, { from: now, everyMs: minuteMs, clock: (at) => at - minuteMs }),
    ],
    ["ahead", "40 minutes ahead", live(depths, { from: now, everyMs: minuteMs, clock: (at) => at + 40 * minuteMs })],
    ["behind", "40 minutes behind", live(depths, { from: now, everyMs: minuteMs, clock: (at) => at - 40 * minuteMs })],
    ["zone-ahead", "8 h ahead", live(depths, { from: now, everyMs: minuteMs, clock: (at) => at + 8 * hourMs + 9_000 })],
    ["zone-behind", "5:30 behind", live(depths, { from: now, everyMs: minuteMs, clock: (at) => at - 5.5 * hourMs })],
    ["stands-still", "at one moment", singles(Array(5).fill(now - 20_000), 2 * secondMs)],
    [
      "restarts",
      "begun again twice",
      [0, 1, 2].flatMap((boot) => {
        const from = now + boot * hourMs;
        return live(depths, { from, everyMs: minuteMs, clock: (at) => boots + at - from });
      }),
    ],
    [
      "jumps",
      "set thrice",
      [-3, 2, -6, 4].flatMap((hours, index) => {
        const from = now + index * hourMs;
        return live(depths, { from, everyMs: minuteMs, clock: (at) => at + hours * hourMs + 25 * minuteMs });
      }),
    ],
    ...[8, -8].map((hours): [ClockKind, string, readonly SentMessage[]] => [
      "alternates",
      `right and ${hours} h off by turns`,
      live(Array(14).fill(5), { from: now, everyMs: minuteMs, clock: rightAndOff(hours * hourMs) }),
    ]),
    ...[0.5, 2].map((rate): [ClockKind, string, readonly SentMessage[]] => [
      "drifts",
      `at ${rate} of our pace`,
      live(Array(14).fill(5), { from: now, everyMs: 5 * minuteMs, clock: (at) => now + (at - now) * rate }),
    ]),
    [
      "drifts",
      "2 % slow",
      live(Array(60).fill(5), { from: now, everyMs: 5 * minuteMs, clock: (at) => now + (at - now) * 0.9 }),
    ],
  ];
  test.each(rows)("%s: %s", (kind, _, messages) => {
    const ingest = underpassIngest();
    hear(messages, ingest);
    expect(ingest.clocks.of("wl-1")?.kind).toBe(kind);
    expect(ingest.clocks.isWrong("wl-1")).toBe(kind !== "right");
    const wrong = Object.entries(ingest.clocks.wrongByKind()).filter(([, count]) => count > 0);
    expect(wrong).toEqual(kind === "right" ? [] : [[kind, 1]]);
  });

  test("nothing before it has said a time", () => {
    const ingest = underpassIngest();
    hear([{ at: now, readings: [[null, 5]] }], ingest);
    expect(ingest.clocks.of("wl-1")).toBe(null);
  });

  test("since when, by how much, and how quickly it gains", () => {
    const ingest = underpassIngest();
    const clock = (at: number) => at - hourMs + (at - now) * 0.001;
    hear(live(Array(12).fill(1), { from: now, everyMs: minuteMs, clock }), ingest);
    expect(ingest.clocks.of("wl-1")).toEqual({
      kind: "drifts",
      offsetMs: -hourMs + 660,
      driftPpm: 1_000,
      since: now + 7 * minuteMs,
      lastHeardAt: now + 11 * minuteMs,
    });
  });
});

describe("a reading is dated", () => {
  const wrong = checks.clockWrong;

  test("by the clock as the second live reading shows it; the first, old and alone, is not judged", () => {
    const observations = hear(live(depths, { from: now, everyMs: minuteMs, clock: (at) => at - 8 * hourMs }));
    expect(dated(observations)).toEqual([[8 * 3_600, checks.tooOld], ...Array(4).fill([0, wrong])]);
    expect(observations[1]).toMatchObject({ flag: 3, deviceTime: observations[1]!.receivedAt - 8 * hourMs });
  });

  test("with its distance to the newest of its message, and with its own lag where a backlog follows", () => {
    const clock = (at: number) => at + 8 * hourMs;
    const messages: SentMessage[] = [
      { at: now, readings: [0, 1, 2].map((minutes) => [clock(now - (2 - minutes) * minuteMs), minutes]) },
      ...live([1, 2], { from: now + minuteMs, everyMs: minuteMs, clock }),
      { at: now + 2 * minuteMs + 10, readings: [[clock(now - 3 * hourMs), 9]] },
    ];
    const lags = dated(hear(messages)).map(([lag]) => Math.round(lag));
    expect(lags).toEqual([120, 60, 0, 0, 0, 3 * 3_600 + 120]);
  });

  test("by the device in a backlog that comes alone, whatever its pace but ours", () => {
    const times = Array.from({ length: 8 }, (_, index) => now - 3 * hourMs + index * minuteMs);
    for (const everyMs of [5, 500, 30 * secondMs]) {
      expect(dated(hear(singles(times, everyMs))).map(([, failed]) => failed)).toEqual([
        checks.tooOld,
        ...Array(7).fill(0),
      ]);
    }
  });

  test("under our time and unjudged in a backlog of a clock that was never set, but for its first and its live readings", () => {
    const backlog = singles(
      [0, 1, 2, 3].map((minutes) => 5_000 + minutes * minuteMs),
      20,
    );
    const liveOnes = live([1, 2], {
      from: now + 100,
      everyMs: minuteMs,
      clock: (at) => 5_000 + 4 * minuteMs + at - now,
    });
    expect(dated(hear([...backlog, ...liveOnes]))).toEqual([
      [0, wrong],
      ...Array(4).fill([0, wrong | checks.tooOld]),
      [0, wrong],
    ]);
  });

  test.each([8, -8, 0.7])("each by its own clock where one is right and one %s h off", (hours) => {
    const messages = live(Array(20).fill(5), { from: now, everyMs: minuteMs, clock: rightAndOff(hours * hourMs) });
    const lags = dated(hear(messages));
    const learnt = hours < 0 ? 10 : 0;
    for (const [index, reading] of lags.slice(learnt).entries()) {
      expect(reading, `reading ${index}`).toEqual([0, index % 2 === 0 ? 0 : wrong]);
    }
    expect(lags.filter((_, index) => index % 2 === 0)).toEqual(Array(10).fill([0, 0]));
  });

  test.each([8, -8])("each by its own clock where both are in one message, one %s h off", (hours) => {
    const messages = Array.from({ length: 10 }, (_, index): SentMessage => {
      const at = now + index * minuteMs;
      return {
        at,
        readings: [
          [at + hours * hourMs, 7],
          [at, index],
        ],
      };
    });
    const lags = dated(hear(messages))
      .slice(12)
      .map(([lag, failed]) => [Math.round(lag), failed]);
    expect(lags).toEqual(
      [0, 1, 2, 3].flatMap(() => [
        [0, wrong],
        [0, 0],
      ]),
    );
  });

  test("of a backlog as of one, whichever of its two clocks took it", () => {
    const turns = live(Array(20).fill(5), { from: now, everyMs: minuteMs, clock: rightAndOff(8 * hourMs) });
    const at = now + 20 * minuteMs;
    const backlog = Array.from({ length: 600 }, (_, index): SentMessage => {
      const takenAt = at - (600 - index) * minuteMs;
      return { at: at + index * 10, readings: [[index % 2 === 0 ? takenAt : takenAt + 8 * hourMs, 900]] };
    });
    const lags = dated(hear([...turns, ...backlog]))
      .slice(20)
      .map(([lag]) => lag);
    expect(Math.min(...lags.slice(0, -20))).toBeGreaterThan(3 * 60);
  });

  test.each([0.5, 2, 0.3, 3])("as of now, at last, by a clock at %s of our pace", (rate) => {
    const clock = (at: number) => now + (at - now) * rate;
    const lags = dated(hear(live(Array(40).fill(5), { from: now, everyMs: 5 * minuteMs, clock })));
    expect(lags.slice(8)).toEqual(Array(32).fill([0, wrong]));
  });

  // By 7919 the delays are in no order.
  test.each([
    ["of a minute at most", 5, 55],
    ["of an interval and a half", 5, 450],
    ["of a minute, five times an interval", 1, 55],
  ])("by the clock that is behind although delays %s hide it from every pair", (_, everyMinutes, mostDelayS) => {
    const messages = Array.from({ length: 60 }, (__, index): SentMessage => {
      const takenAt = now + index * everyMinutes * minuteMs;
      const delayMs = ((index * 7_919) % mostDelayS) * secondMs;
      return { at: takenAt + delayMs, readings: [[takenAt - 8 * hourMs, index]] };
    }).sort((a, b) => a.at - b.at);
    const ingest = underpassIngest();
    const lags = dated(hear(messages, ingest)).map(([lag]) => lag);
    const learnt = lags.findIndex((lag) => lag < 1_000);
    expect(learnt).toBeLessThan(30);
    expect(Math.max(...lags.slice(learnt))).toBeLessThanOrEqual(mostDelayS);
    expect(ingest.clocks.of("wl-1")?.kind).toBe("zone-behind");
  });

  test("by the clock that is behind of a device that wakes each hour and sends what it took one by one", () => {
    for (const order of [
      [3, 2, 1, 0],
      [0, 1, 2, 3],
    ]) {
      const messages = [0, 1, 2, 3, 4, 5].flatMap((hour) =>
        order.map((quarters, index): SentMessage => {
          const at = now + hour * hourMs;
          return { at: at + index * 200, readings: [[at - quarters * 15 * minuteMs - 8 * hourMs, hour]] };
        }),
      );
      const observations = hear(messages);
      const lags = dated(observations.slice(-8)).map(([lag]) => Math.round(lag / 60));
      expect(lags).toEqual([...order, ...order].map((quarters) => quarters * 15));
    }
  });

  test("as a glitch alone where the others of its message say that the clock is right", () => {
    const observations = hear([
      {
        at: now,
        readings: [
          [now - minuteMs, 1],
          [now - 5 * dayMs, 2],
          [now, 3],
          [Date.UTC(2099, 0), 4],
          [5_000, 5],
        ],
      },
    ]);
    expect(dated(observations).map(([lag, failed]) => [Math.round(lag), failed])).toEqual([
      [60, 0],
      [5 * 86_400, checks.tooOld],
      [0, 0],
      [0, wrong],
      [0, wrong | checks.tooOld],
    ]);
  });

  test("as before where its packet is sent again, which says nothing of the clock", () => {
    const clock = (at: number) => at - 8 * hourMs;
    const first = live(depths, { from: now, everyMs: minuteMs, clock });
    const again = { at: now + 20 * minuteMs, readings: first[4]!.readings, isSentAgain: true };
    expect(dated(hear([...first, again])).at(-1)).toEqual([16 * 60, wrong]);
    const fresh = underpassIngest();
    hear([{ at: now, readings: [[now, 1]], isSentAgain: true }], fresh);
    expect(fresh.clocks.of("wl-1")).toBe(null);
  });

  test("by the same clock whatever channel is sent, each in a message of its own", () => {
    const ingest = underpassIngest();
    const observations = [0, 1, 2].flatMap((minutes) =>
      ["depth", "level", "temp"].flatMap((channel, index) => {
        const receivedAt = now + minutes * minuteMs + index * 5;
        const t = now + minutes * minuteMs - hourMs;
        const payload = Buffer.from(JSON.stringify({ t, values: { [channel]: 20 + minutes } }));
        return ingest.decode({ deviceId: "wl-1", codec: "json", topic: "t", payload, receivedAt }).observations;
      }),
    );
    expect(observations.map(({ checks: failed }) => failed & (wrong | checks.sameMoment))).toEqual([
      ...Array(3).fill(0),
      ...Array(6).fill(wrong),
    ]);
    expect(ingest.clocks.of("wl-1")?.kind).toBe("zone-behind");
  });

  test("as ever while history is replayed: old times are right then", () => {
    const ingest = underpassIngest({ archiveOnlyAfterMs: 0 });
    const observations = hear(
      live(depths, { from: now, everyMs: minuteMs, clock: (at) => at - 3_000 * dayMs }),
      ingest,
    );
    expect(dated(observations)).toEqual(Array(5).fill([3_000 * 86_400, 0]));
  });
});

describe("a clock does not stand still", () => {
  const t = now - 20_000;
  const same = (everyMs: number, values: readonly number[], at = now): SentMessage[] =>
    values.map((value, index) => ({ at: at + index * everyMs, readings: [[t, value]] }));
  const kindAfter = (messages: readonly SentMessage[], notKeptAt: readonly number[] = []) => {
    const ingest = underpassIngest();
    for (const message of messages) {
      hear([message], ingest);
      if (notKeptAt.includes(message.at)) ingest.notKept(message.at);
    }
    return ingest.clocks.of("wl-1")?.kind;
  };

  test.each<[string, readonly SentMessage[], ClockKind]>([
    ["where a packet comes again a few times", same(minuteMs, [7, 7, 7, 7]), "right"],
    ["where a backlog has two values for one moment", same(5, [7, 8, 9]), "right"],
    ["but does where values change", same(secondMs, [7, 8]), "stands-still"],
    ["but does where nothing changes for long", same(3 * minuteMs, Array(6).fill(7)), "stands-still"],
  ])("%s", (_, messages, kind) => {
    expect(kindAfter(messages)).toBe(kind);
  });

  test.each([
    ["its last reading again and again: one reading, whose date stays", false],
    ["a moment and a value again and again, and counts on: readings of now that are not judged", true],
  ])("where a device says %s", (_, isCounted) => {
    const ingest = underpassIngest();
    const sent = Array.from({ length: 60 }, (_, index) => {
      const payload = Buffer.from(JSON.stringify({ t, seq: isCounted ? index : 7, values: { depth: 7 } }));
      const device = { deviceId: "wl-1", codec: "json", topic: "v1/devices/wl-1/readings" };
      return ingest.decode({ ...device, payload, receivedAt: now + index * 3 * minuteMs }).observations[0];
    });
    const last = sent.at(-1);
    expect(last?.observedAt).toBe(isCounted ? last?.receivedAt : t);
    expect((last?.checks ?? 0) & (checks.clockWrong | checks.tooOld)).toBe(
      isCounted ? checks.clockWrong | checks.tooOld : 0,
    );
  });

  test("where what it says could not be kept, and is sent until it can", () => {
    const messages = same(3 * minuteMs, Array(6).fill(7));
    expect(
      kindAfter(
        messages,
        messages.map(({ at }) => at),
      ),
    ).toBe("right");
  });

  test("within the second or the minute that it shows", () => {
    const minute = now - (now % minuteMs);
    const clock = (at: number) => Math.floor(at / minuteMs) * minuteMs;
    const observations = hear(live([1, 2, 3, 4, 5, 6, 7], { from: minute, everyMs: 10 * secondMs, clock }));
    expect(observations.map(({ checks: failed }) => failed)).toEqual(Array(7).fill(0));
  });
});
