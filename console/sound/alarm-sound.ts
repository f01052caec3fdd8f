import { Store } from "../live/store.ts";

/** Whether a sound would be heard: a browser lets none out before somebody has pressed something. */
export const soundState = new Store<"off" | "on">("off");

let context: AudioContext | null = null;

/** Two tones, as loud as the machine lets them; also arms the sound where it was not. */
export async function playAlarm(): Promise<void> {
  context ??= newContext();
  await context.resume();
  soundState.set(context.state === "running" ? "on" : "off");
  for (const [tone, hertz] of [880, 660].entries()) playTone(context, { hertz, at: context.currentTime + tone * 0.35 });
}

function newContext(): AudioContext {
  const made = new AudioContext();
  made.addEventListener("statechange", () => soundState.set(made.state === "running" ? "on" : "off"));
  return made;
}

function playTone(into: AudioContext, { hertz, at }: { readonly hertz: number; readonly at: number }): void {
  const tone = new OscillatorNode(into, { type: "square", frequency: hertz });
  const loudness = new GainNode(into, { gain: 0 });
  loudness.gain.setValueAtTime(0.25, at);
  loudness.gain.setValueAtTime(0, at + 0.3);
  tone.connect(loudness).connect(into.destination);
  tone.start(at);
  tone.stop(at + 0.32);
}
