import { timeTexts } from "../../../../locales/console/map.ts";
import { fill } from "../../../../locales/fill.ts";
import type { AreaRain } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { type Command, useCommands } from "../../../commands/commands.ts";
import { past } from "../../../live/past.ts";
import { useStore } from "../../../live/store.ts";
import type { Resource } from "../../../live/use-resource.ts";
import { CommandButton } from "../../../parts/buttons.tsx";
import { shortTime, useHubClock } from "../../../parts/times.tsx";
import { RainBars } from "./rain-bars.tsx";
import { stepMs, stepsShown } from "./time-steps.ts";
import { type Replay, useReplay } from "./use-replay.ts";

/** The last 24 hours: rain over the city, and whichever moment of them the picture shows. */
export function TimeBar({ rain }: { readonly rain: Resource<AreaRain> }) {
  const say = useSay();
  const clock = useHubClock(5_000);
  const at = useStore(past, (each) => each?.at ?? null);
  const end = Math.ceil(clock / stepMs) * stepMs;
  const replay = useReplay(end);
  const step = at === null ? stepsShown : stepsShown - Math.round((end - at) / stepMs);
  const go = (to: number) => replay.goTo(momentOf(to, end));
  const commands = useTimeCommands({ step, go, replay });
  useCommands(commands);
  const said = at === null ? say(timeTexts.now) : shortTime(at, clock);
  return (
    <section class="time-bar" aria-label={say(timeTexts.title)}>
      <header>
        {commands
          .filter(({ id }) => id === "time-play")
          .map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
        <h2>{say(timeTexts.title)}</h2>
        <RainWords rain={rain.body} />
        <span class="spacer" />
        {commands
          .filter(({ id }) => id !== "time-play")
          .map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
      </header>
      <div class="time-track">
        <RainBars rain={rain.body} end={end} at={at} />
        <input
          type="range"
          min={0}
          max={stepsShown}
          value={step}
          aria-label={say(timeTexts.slider)}
          aria-valuetext={said}
          onInput={(event) => go(Number(event.currentTarget.value))}
        />
      </div>
    </section>
  );
}

/** Moment of a step; null for the last, which is the live picture. */
function momentOf(step: number, end: number): number | null {
  return step >= stepsShown ? null : end - (stepsShown - Math.max(0, step)) * stepMs;
}

function useTimeCommands({
  step,
  go,
  replay: { isPlaying, play, pause },
}: {
  readonly step: number;
  readonly go: (step: number) => void;
  readonly replay: Replay;
}): readonly Command[] {
  const isLive = useStore(past, (each) => each === null);
  const already = isLive ? { disabledBecause: timeTexts.now } : {};
  const playTitle = isPlaying ? timeTexts.pause : isLive ? timeTexts["play-hour"] : timeTexts.play;
  return [
    { id: "time-play", key: "p", title: playTitle, run: isPlaying ? pause : play },
    { id: "time-back", key: "j", title: timeTexts.back, run: () => go(step - 1) },
    { id: "time-on", key: "k", title: timeTexts.forward, ...already, run: () => go(step + 1) },
    { id: "time-live", key: "l", title: timeTexts.live, ...already, run: () => go(stepsShown) },
  ];
}

function RainWords({ rain }: { readonly rain: AreaRain | null }) {
  const say = useSay();
  if (rain === null) return null;
  const known = rain.mm.flatMap((mm) => mm ?? []);
  const most = Math.max(0, ...known);
  const words =
    known.length === 0
      ? say(timeTexts["no-rain-gauge"])
      : most === 0
        ? say(timeTexts["no-rain"])
        : `${say(timeTexts["rain-per-step"])} · ${say(fill(timeTexts.most, { mm: most.toFixed(1) }))}`;
  return <span class="muted small">{words}</span>;
}
