import { useEffect, useRef, useState } from "preact/hooks";
import { minuteMs } from "../../../domain/clock.ts";
import { timeTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import type { AreaRain } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { lookAt, past } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import type { Resource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";
import { RainBars } from "./rain-bars.tsx";

export const stepMs = 15 * minuteMs;
export const stepsShown = 96;

/** A step of the replay is shown at least so long. */
const playEveryMs = 900;

/** The last 24 hours: rain over the city, and whichever moment of them the picture shows. */
export function TimeBar({ rain }: { readonly rain: Resource<AreaRain> }) {
  const say = useSay();
  const clock = useHubClock(5_000);
  const at = useStore(past, (each) => each?.at ?? null);
  const end = Math.ceil(clock / stepMs) * stepMs;
  const [isPlaying, setPlaying] = usePlay(end);
  const step = at === null ? stepsShown : stepsShown - Math.round((end - at) / stepMs);
  const go = (to: number) => {
    setPlaying(false);
    goToStep(to, end);
  };
  const commands = timeCommands({ step, go, isPlaying, setPlaying, end });
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

/** The picture of a step; of the last the live one. */
function goToStep(step: number, end: number): void {
  void lookAt(step >= stepsShown ? null : end - (stepsShown - Math.max(0, step)) * stepMs);
}

/** Goes a step further as soon as the one before is shown, until now is reached. */
function usePlay(end: number): readonly [boolean, (isPlaying: boolean) => void] {
  const [isPlaying, setPlaying] = useState(false);
  const shownAt = useStore(past, (each) => (each === null || each.shownAt !== each.at ? null : each.at));
  const last = useRef(end);
  last.current = end;
  useEffect(() => {
    if (!isPlaying || shownAt === null) return;
    const timer = setTimeout(() => {
      const next = shownAt + stepMs;
      if (next >= last.current) setPlaying(false);
      void lookAt(next >= last.current ? null : next);
    }, playEveryMs);
    return () => clearTimeout(timer);
  }, [isPlaying, shownAt]);
  return [isPlaying, setPlaying];
}

/** A replay from now on begins three hours ago. */
const playFromSteps = 12;

function timeCommands({
  step,
  go,
  isPlaying,
  setPlaying,
  end,
}: {
  readonly step: number;
  readonly go: (step: number) => void;
  readonly isPlaying: boolean;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly end: number;
}): readonly Command[] {
  const isLive = step >= stepsShown;
  const play = (): void => {
    if (isLive) goToStep(stepsShown - playFromSteps, end);
    setPlaying(!isPlaying);
  };
  const already = isLive ? { disabledBecause: timeTexts.now } : {};
  return [
    { id: "time-play", key: "p", title: isPlaying ? timeTexts.pause : timeTexts.play, run: play },
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
