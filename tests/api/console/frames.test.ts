import { afterEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { framesAnswer, mostFrames, stateAnswer } from "../../../api/schemas/console/state.ts";
import { hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { gaugeOrder, observationOf, testNow } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

type Frames = z.output<typeof framesAnswer>;
type Seen = Pick<z.output<typeof stateAnswer>, "states" | "levels" | "stationLevels" | "ages"> & {
  /** Of every gauge, the last usable one of those that are not live included. */
  readonly values: readonly (number | null)[];
};

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

/** An hour of two gauges: one that rises and is heard each minute, one that is heard now and then, doubted once, and falls silent. */
async function start(): Promise<RunningApi> {
  const running = await startApi();
  started.push(running);
  const { observations, transitions } = running.ports;
  const [tunnel, road] = gaugeOrder;
  const rows = Array.from({ length: 61 }, (_, minute) =>
    observationOf(0, minute, { observedAt: testNow - hourMs + minute * minuteMs - 7_000, value: minute / 100 }),
  );
  const seldom = [3, 5, 6, 20, 21].map((minute, seq) =>
    observationOf(1, 100 + seq, {
      observedAt: testNow - hourMs + minute * minuteMs + seq * 1_100,
      value: 0.25,
      flag: minute === 6 ? (4 as never) : 1,
    }),
  );
  if (tunnel !== undefined) observations.set(tunnel, rows);
  if (road !== undefined) observations.set(road, seldom);
  const [first] = transitions;
  for (const move of transitions.slice(0, 3)) {
    const at = testNow - hourMs + 10 * minuteMs + 8 * (move.at - (first?.at ?? 0));
    transitions.push({ ...move, at, transitionSeq: transitions.length + 1 });
  }
  return running;
}

async function framesOf(running: RunningApi, query: string): Promise<Frames> {
  const response = await running.get(`/api/v1/state/frames?${query}`);
  expect(response.status).toBe(200);
  return framesAnswer.parse(await response.json());
}

/** Frames as a reader of the document would put them together, a gauge at a time. */
function unfolded({ first, changes, stepMs }: Frames): readonly Seen[] {
  const values = [...first.values];
  for (const [place, value] of first.lastValues) values[place] = value;
  const frames: Seen[] = [{ ...first, values }];
  for (const change of changes) {
    const before = frames.at(-1) as Seen;
    const [states, levels, stationLevels] = [[...before.states], [...before.levels], [...before.stationLevels]];
    const after = {
      values: [...before.values],
      ages: before.ages.map((age) => (age === null ? null : age + stepMs / secondMs)),
    };
    for (const [i, place] of unrolled(change.gauges).entries()) {
      states[place] = change.states.charAt(i);
      levels[place] = change.levels.charAt(i);
    }
    for (const [i, place] of unrolled(change.valued).entries()) after.values[place] = change.values[i] ?? null;
    for (const [i, place] of unrolled(change.heard).entries()) {
      const more = change.ages[i] ?? null;
      after.ages[place] = more === null ? null : (before.ages[place] ?? 0) + more;
    }
    for (const [i, place] of unrolled(change.stations).entries()) stationLevels[place] = change.stationLevels.charAt(i);
    frames.push({ ...after, states: states.join(""), levels: levels.join(""), stationLevels: stationLevels.join("") });
  }
  return frames;
}

function unrolled(runs: readonly number[]): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const [i, count] of runs.entries()) {
    for (let place = at; i % 2 === 1 && place < at + count; place++) places.push(place);
    at += count;
  }
  return places;
}

describe("GET /state/frames", () => {
  it("says of every moment what GET /state says of it, in one answer", async () => {
    const running = await start();
    const frames = unfolded(await framesOf(running, `from=${testNow - hourMs}&to=${testNow}&step=60`));
    expect(frames).toHaveLength(61);
    for (const [nth, frame] of frames.entries()) {
      const at = testNow - hourMs + nth * minuteMs;
      const asked = await running.get(`/api/v1/state?at=${at}`);
      const { states, levels, stationLevels, ages, values, lastValues } = stateAnswer.parse(await asked.json());
      const whole = [...values];
      for (const [place, value] of lastValues) whole[place] = value;
      expect([nth, pick(frame)]).toEqual([nth, { states, levels, stationLevels, ages, values: whole }]);
    }
  });

  it("holds a reading for three intervals and a flag as it is, and has an alarm from the very moment of its move", async () => {
    const frames = unfolded(await framesOf(await start(), `from=${testNow - hourMs}&to=${testNow}&step=60`));
    const [live, unusable, silent] = (["live", "unusable", "silent"] as const).map((state) =>
      gaugeStates.indexOf(state),
    );
    const minutes = [
      ...[`${silent}`.repeat(3), `${live}`.repeat(4), `${unusable}`.repeat(3), `${silent}`.repeat(11)],
      ...[`${live}`.repeat(4), `${silent}`.repeat(36)],
    ];
    expect(frames.map(({ states }) => states.charAt(1)).join("")).toBe(minutes.join(""));
    expect(frames.map(({ levels }) => levels.charAt(0)).join("")).toBe("1".repeat(18) + "4".repeat(8) + "0".repeat(35));
  });

  it("says little of a frame in which little is otherwise", async () => {
    const running = await start();
    const { changes } = await framesOf(running, `from=${testNow - 20 * minuteMs}&to=${testNow}&step=60`);
    expect(changes).toHaveLength(20);
    // The one gauge that rises is heard as regularly as before, the other is silent.
    for (const change of changes)
      expect(change).toMatchObject({ gauges: [], states: "", valued: [0, 1], heard: [0, 1], ages: [0], stations: [] });
  });

  it("is the last hour by minutes where nothing is asked for, and 304 to its own tag", async () => {
    const running = await start();
    expect((await framesOf(running, "")).changes).toHaveLength(60);
    const path = `/api/v1/state/frames?to=${testNow}&step=300`;
    const tag = (await running.get(path)).headers.get("etag") ?? "";
    expect((await running.get(path, { "if-none-match": tag })).status).toBe(304);
    running.ports.observations.set(gaugeOrder[0] as never, []);
    expect((await running.get(path, { "if-none-match": tag })).status).toBe(200);
  });

  it.each([
    ["more frames than one answer has", `from=${testNow - mostFrames * minuteMs}&to=${testNow}`, "from"],
    ["what has not been yet", `to=${testNow + minuteMs}`, "to"],
    ["a span that runs backwards", `from=${testNow}&to=${testNow - minuteMs}`, "from"],
    ["no step", "step=0", "step"],
  ])("refuses %s", async (_, query, field) => {
    const response = await (await start()).get(`/api/v1/state/frames?${query}`);
    expect([response.status, JSON.stringify(await response.json())]).toEqual([400, expect.stringContaining(field)]);
  });
});

function pick({ states, levels, stationLevels, ages, values }: Seen): Seen {
  return { states, levels, stationLevels, ages, values };
}
