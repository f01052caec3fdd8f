import { soundTexts } from "../../locales/console/sound.ts";
import { fill } from "../../locales/fill.ts";
import { useSay } from "../app/language.ts";
import { liveness } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { Bell } from "../parts/bell.tsx";
import { clockSpan, useHubClock } from "../parts/times.tsx";
import { armSound, soundState } from "./alarm-sound.ts";
import { redWaiting, soundMemory } from "./use-alarm.ts";

/** Whether an alarm would be heard now, and how many red ones wait; pressing it brings the sound back. */
export function SoundChip() {
  const say = useSay();
  useHubClock();
  const state = useStore(soundState, (each) => each);
  const reds = useStore(redWaiting, (each) => each);
  const isLive = useStore(liveness, (each) => each.isLive);
  const count = isLive ? reds : "?";
  const mutedUntil = useStore(soundMemory, (each) => each.mutedUntil);
  const left = mutedUntil === null ? 0 : mutedUntil - Date.now();
  if (state !== "on")
    return (
      <button type="button" class="chip sound-chip is-silent" onClick={() => void armSound()}>
        <Bell isHeard={false} /> <span class="words">{say(soundTexts.off)}</span>
      </button>
    );
  const words =
    left > 0
      ? fill(soundTexts.muted, { left: clockSpan(left) })
      : reds > 0
        ? fill(soundTexts["red-unacknowledged"], { count })
        : soundTexts.on;
  return (
    <span
      class={left > 0 ? "chip sound-chip is-silent" : reds > 0 ? "chip sound-chip is-red" : "chip sound-chip"}
      role="status"
    >
      <Bell isHeard={left <= 0} /> <span class="words">{say(words)}</span>
      {reds > 0 && (
        <span class="few" aria-hidden="true">
          {reds}
        </span>
      )}
    </span>
  );
}

/** Told across the page: the sound was there and is no more. */
export function SoundLost() {
  const say = useSay();
  const state = useStore(soundState, (each) => each);
  if (state !== "lost") return null;
  return (
    <div class="sound-lost" role="alert">
      <strong>{say(soundTexts.lost)}</strong>
      <button type="button" class="button" onClick={() => void armSound()}>
        {say(soundTexts.arm)}
      </button>
    </div>
  );
}
