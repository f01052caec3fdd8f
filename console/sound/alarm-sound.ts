import { Store } from "../live/store.ts";
import type { Sound } from "./alarm-plan.ts";

/**
 * Whether a sound would be heard: a browser lets none out before somebody has pressed something. `lost`: it was heard, and the
 * machine has taken the sound away since.
 */
export const soundState = new Store<"off" | "on" | "lost">("off");

let context: AudioContext | null = null;
let wasOn = false;

/** Two tones, as loud as the machine lets them; also arms the sound where it was not. Called by a press. */
export async function armSound(): Promise<void> {
  context ??= newContext();
  await context.resume();
  look(context);
  if (context.state === "running") play(context, "test");
}

/** Arms the sound without a tone at the next press or key: after the page is loaded anew. */
export function armAtNextInput(): void {
  const arm = async (): Promise<void> => {
    removeEventListener("pointerdown", arm);
    removeEventListener("keydown", arm);
    context ??= newContext();
    await context.resume();
    look(context);
  };
  addEventListener("pointerdown", arm);
  addEventListener("keydown", arm);
}

/** Sounds an alarm. @returns whether it could be heard */
export function soundAlarm(sound: Sound): boolean {
  if (context === null) return false;
  look(context);
  if (context.state !== "running") return false;
  play(context, sound);
  return true;
}

/** Looks whether the sound is still there: a machine that slept, or lost its loudspeaker, does not always say so. */
export function checkSound(): void {
  if (context !== null) look(context);
}

function look(of: AudioContext): void {
  const isOn = of.state === "running";
  if (isOn) wasOn = true;
  soundState.set(isOn ? "on" : wasOn ? "lost" : "off");
}

function newContext(): AudioContext {
  const made = new AudioContext();
  made.addEventListener("statechange", () => look(made));
  return made;
}

const falling = [
  { hertz: 880, afterS: 0 },
  { hertz: 660, afterS: 0.35 },
] as const;

/** Red is two falling tones, three times; any other one soft tone. */
const tones: Readonly<Record<Sound | "test", readonly { readonly hertz: number; readonly afterS: number }[]>> = {
  red: [0, 0.8, 1.6].flatMap((later) => falling.map(({ hertz, afterS }) => ({ hertz, afterS: afterS + later }))),
  test: falling,
  other: [{ hertz: 520, afterS: 0 }],
};

function play(into: AudioContext, sound: Sound | "test"): void {
  for (const { hertz, afterS } of tones[sound])
    playTone(into, { hertz, at: into.currentTime + afterS, gain: sound === "other" ? 0.12 : 0.25 });
}

function playTone(
  into: AudioContext,
  { hertz, at, gain }: { readonly hertz: number; readonly at: number; readonly gain: number },
): void {
  const tone = new OscillatorNode(into, { type: "square", frequency: hertz });
  const loudness = new GainNode(into, { gain: 0 });
  loudness.gain.setValueAtTime(gain, at);
  loudness.gain.setValueAtTime(0, at + 0.3);
  tone.connect(loudness).connect(into.destination);
  tone.start(at);
  tone.stop(at + 0.32);
}
