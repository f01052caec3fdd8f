import { useEffect, useRef, useState } from "preact/hooks";
import { loadFrames, type Span } from "../../../live/kept-frames.ts";
import { hubNow } from "../../../live/live.ts";
import { lookAt, past } from "../../../live/past.ts";
import { useStore } from "../../../live/store.ts";
import { daySpan, hourSpan, stepMs } from "./time-steps.ts";

/** A frame is shown at least so long: of the hour a minute, of the day a step. */
const hourEveryMs = 250;
const dayEveryMs = 400;

/** A replay of what has passed. */
export interface Replay {
  readonly isPlaying: boolean;
  /** From now on the last hour, minute by minute; of a moment that has passed onwards to now. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Shows one moment of the day and stops; null for the live picture. */
  readonly goTo: (at: number | null) => void;
}

/** @param end of the newest step of the day */
export function useReplay(end: number): Replay {
  const [span, setSpan] = useState<Span | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const shownAt = useStore(past, (each) => (each === null || each.shownAt !== each.at ? null : each.at));
  usePlay(isPlaying ? span : null, shownAt, () => setPlaying(false));
  const play = (): void => {
    const at = past.value?.at ?? null;
    const next = at === null ? hourSpan(hubNow()) : span !== null && isBetween(at, span) ? span : daySpan(end);
    setSpan(next);
    setPlaying(true);
    void loadFrames(next);
    if (at === null) void lookAt(next.from);
  };
  return {
    isPlaying,
    play,
    pause: () => setPlaying(false),
    goTo: (at) => {
      setPlaying(false);
      setSpan(null);
      if (at !== null) void loadFrames(daySpan(end));
      void lookAt(at);
    },
  };
}

/** Goes a frame further as soon as the one before was seen, until now is reached. */
function usePlay(span: Span | null, shownAt: number | null, onEnd: () => void): void {
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    if (span === null || shownAt === null) return;
    let isOver = false;
    const timer = setTimeout(
      async () => {
        // Without frames each moment is asked for by itself, which takes as long as it takes.
        await loadFrames(span);
        if (isOver) return;
        const next = shownAt + span.stepMs;
        if (next > span.to) ended.current();
        await lookAt(next > span.to ? null : next);
      },
      span.stepMs === stepMs ? dayEveryMs : hourEveryMs,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [span, shownAt]);
}

function isBetween(at: number, { from, to }: Span): boolean {
  return at >= from && at <= to;
}
