import { expect, it } from "vitest";
import { type GaugeStateInputs, gaugeStateAt } from "../../blindspots/gauge-state.ts";
import { addObservation, doubtfulIn, recentObservations } from "../../blindspots/recent-observations.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { distanceM } from "../../domain/city/distance.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { observationOf } from "../support/worlds/rules-world.ts";
import { minute } from "../support/worlds/suppression-world.ts";

const now = minute(60);
const limits = blindSpotSettings.parse({});

interface Row {
  readonly name: string;
  readonly state: GaugeState;
  /** Minutes before now. */
  readonly observed?: number | null;
  readonly heard?: number;
  /** Anything at all; as `observed` where left out. */
  readonly received?: number;
  readonly refused?: number;
  readonly repeated?: number;
  readonly started?: number;
  readonly newest?: Partial<JournalledObservation>;
  readonly recent?: GaugeStateInputs["recent"];
  readonly isInMaintenance?: boolean;
}

const rows: readonly Row[] = [
  { name: "heard just now", observed: 0, state: "live" },
  { name: "at the last moment of its intervals", observed: 3, state: "live" },
  { name: "value too old though heard: a backlog", observed: 4, heard: 0, state: "stale" },
  { name: "value too old and not heard", observed: 4, state: "stale" },
  { name: "not heard for long", observed: 5, state: "silent" },
  { name: "never heard", observed: null, state: "silent" },
  { name: "the hub was away: not silent yet, and no current value either", observed: 40, started: 1, state: "stale" },
  { name: "the hub has been back for long", observed: 40, started: 5, state: "silent" },
  { name: "newest failed", observed: 0, newest: { flag: 4, checks: checks.grossRange }, state: "suspect" },
  { name: "newest does not move", observed: 0, newest: { flag: 3, checks: checks.flatLine }, state: "suspect" },
  { name: "half of the last ones doubtful", observed: 0, recent: { count: 8, doubtful: 4 }, state: "live" },
  { name: "most of the last ones doubtful", observed: 0, recent: { count: 8, doubtful: 5 }, state: "suspect" },
  { name: "silent and doubtful", observed: 9, recent: { count: 8, doubtful: 8 }, state: "silent" },
  { name: "rubbish alone for long", observed: 5, received: 0, state: "unusable" },
  { name: "rubbish alone and in doubt", observed: 4, received: 0, recent: { count: 8, doubtful: 8 }, state: "suspect" },
  { name: "rubbish alone, and then nothing", observed: 9, received: 5, state: "silent" },
  { name: "never kept, refused just now", observed: null, refused: 0, state: "unusable" },
  {
    name: "never kept, refused a minute ago as refusals are told once a minute",
    observed: null,
    refused: 1,
    state: "unusable",
  },
  {
    name: "the same reading again and again: heard, and no newer by that",
    observed: 9,
    repeated: 0,
    state: "unusable",
  },
  { name: "the same reading again, and then nothing", observed: 9, repeated: 5, state: "silent" },
  { name: "refused long ago", observed: 9, refused: 9, state: "silent" },
  { name: "worked on, whatever it says", observed: 0, isInMaintenance: true, state: "maintenance" },
  { name: "worked on and silent", observed: null, isInMaintenance: true, state: "maintenance" },
];

it.each(rows)(
  "gaugeStateAt(): $name is $state",
  ({ state, observed = 0, heard, received, refused, repeated, started = 600, newest, ...more }) => {
    const observedAt = now - (observed ?? 0) * minuteMs;
    const signs: GaugeStateInputs = {
      expectedIntervalMs: minuteMs,
      newest: observed === null ? null : observationOf({ observedAt, value: 1, ...newest }),
      usableAt: observed === null ? Number.NEGATIVE_INFINITY : now - (heard ?? observed) * minuteMs,
      receivedAt:
        received === undefined
          ? observed === null
            ? Number.NEGATIVE_INFINITY
            : observedAt
          : now - received * minuteMs,
      refusedAt: refused === undefined ? null : now - refused * minuteMs,
      repeatedAt: repeated === undefined ? null : now - repeated * minuteMs,
      startedAt: now - started * minuteMs,
      recent: more.recent ?? { count: 1, doubtful: 0 },
      isInMaintenance: more.isInMaintenance ?? false,
    };
    expect(gaugeStateAt(signs, limits, now)).toBe(state);
  },
);

it("addReading() keeps the newest by observation time, late ones in their place, each once", () => {
  const recent = recentObservations(3);
  for (const at of [1, 4, 2, 2, 3, 0])
    addObservation(recent, observationOf({ observedAt: minute(at), value: at, flag: 3 }));
  expect(recent.kept.map(({ value }) => value)).toEqual([2, 3, 4]);
  expect(doubtfulIn(recent)).toEqual({ count: 3, doubtful: 3 });
});

it("distanceM() agrees with surveyed distances within half a percent", () => {
  const known: readonly [number, number, number, number, number][] = [
    // One degree of latitude and of longitude on WGS 84 at 34.76 degrees north.
    [113.65, 34.26, 113.65, 35.26, 110_931],
    [113.15, 34.76, 114.15, 34.76, 91_557],
    [113.65, 34.76, 113.65, 34.76, 0],
  ];
  for (const [west, south, east, north, wanted] of known) {
    const got = distanceM({ longitude: west, latitude: south }, { longitude: east, latitude: north });
    expect(Math.abs(got - wanted)).toBeLessThanOrEqual(wanted * 0.005);
  }
});
