import { describe, expect, it } from "vitest";
import { framesAnswer } from "../../api/schemas/console/state.ts";
import { framesText } from "../../api/views/console/frames-text.ts";
import type { StateColumns } from "../../api/views/console/state-columns.ts";
import { Frames } from "../../console/live/frames.ts";
import { minuteMs } from "../../domain/clock.ts";
import { gaugeStates } from "../../domain/observations/gauge-state.ts";
import { seeded } from "../support/seeded.ts";

const from = Date.UTC(2026, 6, 20, 8);
const count = 40;
const random = seeded(3);

/** A city of which a part is otherwise in each frame; gauges are lost and come back. */
function someFrames(): readonly StateColumns[] {
  const frames: StateColumns[] = [emptyFrame()];
  while (frames.length < 30) {
    const before = frames.at(-1) as StateColumns;
    const at = from + frames.length * minuteMs;
    const after = structuredClone(before);
    for (let place = 0; place < count; place++) if (random() < 0.4) change(after, place, at);
    frames.push(after);
  }
  return frames;
}

function emptyFrame(): StateColumns {
  return {
    states: new Uint8Array(count).fill(gaugeStates.indexOf("silent")),
    levels: new Uint8Array(count),
    values: new Float64Array(count).fill(Number.NaN),
    observedAt: new Float64Array(count).fill(Number.NaN),
    stationLevels: new Uint8Array(count / 2),
  };
}

function change({ states, levels, values, observedAt, stationLevels }: StateColumns, place: number, at: number): void {
  const isLost = random() < 0.2;
  states[place] = gaugeStates.indexOf(isLost ? "silent" : "live");
  levels[place] = Math.floor(random() * 5);
  values[place] = isLost ? Number.NaN : Math.round(random() * 1_000) / 1_000;
  observedAt[place] = isLost ? Number.NaN : at - 1_000 * Math.floor(random() * 50);
  stationLevels[place >> 1] = Math.floor(random() * 5);
}

describe("frames of the past", () => {
  it("show every moment as the hub had it, in whatever order they are looked at", async () => {
    const made = someFrames();
    const head = { from, stepMs: minuteMs, catalogue: "c", levelsWhole: true };
    const frames = new Frames(framesAnswer.parse(JSON.parse(await framesText(head, made))));
    for (const nth of [0, 1, 2, 3, 29, 12, 13, 0, 28, ...made.keys()]) {
      const { version: _, ...shown } = frames.at(from + nth * minuteMs) ?? { version: 0 };
      expect([nth, shown]).toEqual([nth, made[nth]]);
    }
  });

  it("have nothing of a moment between two of them, before the first or after the last", async () => {
    const head = { from, stepMs: minuteMs, catalogue: "c", levelsWhole: true };
    const frames = new Frames(framesAnswer.parse(JSON.parse(await framesText(head, someFrames()))));
    for (const at of [from - minuteMs, from + 1, from + 30 * minuteMs]) expect(frames.at(at)).toBeNull();
  });

  it("are told apart from the ones before by their version, so that whoever draws them draws them anew", async () => {
    const head = { from, stepMs: minuteMs, catalogue: "c", levelsWhole: true };
    const frames = new Frames(framesAnswer.parse(JSON.parse(await framesText(head, someFrames()))));
    const versions = [0, 5, 2, 2, 9, 8].map((nth) => frames.at(from + nth * minuteMs)?.version);
    expect(versions[3]).toBe(versions[2]);
    expect(new Set(versions).size).toBe(5);
  });
});
