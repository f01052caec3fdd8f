import { expect, it } from "vitest";
import { freshSounds, mute, muteMs, nextSound, repeatMs, type SoundMemory } from "../../console/sound/alarm-plan.ts";

const red = { caseId: "red", isRed: true };
const blue = { caseId: "blue", isRed: false };

/** Sounds of each second from one moment up to another. */
function soundsOf(memory: SoundMemory, waiting: readonly (typeof red)[], from: number, to: number) {
  const heard: (readonly [number, string])[] = [];
  let now = memory;
  for (let at = from; at < to; at += 1_000) {
    const { sound, memory: after } = nextSound(now, waiting, at);
    if (sound !== null) heard.push([at, sound]);
    now = after;
  }
  return { heard, memory: now };
}

it("a red case sounds at once and each minute until somebody acknowledges it", () => {
  const { heard, memory } = soundsOf(freshSounds, [red], 0, 3 * repeatMs);
  expect(heard).toEqual([
    [0, "red"],
    [repeatMs, "red"],
    [2 * repeatMs, "red"],
  ]);
  expect(soundsOf(memory, [], 3 * repeatMs, 6 * repeatMs).heard).toEqual([]);
});

it("any other case sounds once", () => {
  expect(soundsOf(freshSounds, [blue], 0, 5 * repeatMs).heard).toEqual([[0, "other"]]);
});

it("muting keeps everything quiet for two minutes; what came meanwhile sounds after it", () => {
  const muted = mute(freshSounds, [], 0);
  expect(soundsOf(muted ?? freshSounds, [red, blue], 0, muteMs + 1_000).heard).toEqual([[muteMs, "red"]]);
});

it("a muting is not made longer, and red is not muted again before it has sounded", () => {
  const muted = mute(freshSounds, [red], 0);
  if (muted === null) throw new Error("a first muting is allowed");
  expect(mute(muted, [red], muteMs / 2)).toBeNull();
  expect(mute(muted, [red], muteMs)).toBeNull();
  const { memory, heard } = soundsOf(muted, [red], 0, muteMs + 1_000);
  expect(heard).toEqual([[muteMs, "red"]]);
  expect(mute(memory, [red], muteMs + 1_000)).toMatchObject({ mutedUntil: 2 * muteMs + 1_000 });
});
