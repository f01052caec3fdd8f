import type { AreaRain } from "../../api/wire.ts";
import { shortTime } from "../../parts/times.tsx";
import { stepMs, stepsShown } from "./time-bar.tsx";

/** From so much in a quarter of an hour on rain is a downpour, and drawn as one. */
const heavyMm = 8;

/** Rain over the city by quarter of an hour, and a line where the picture is. Said in words beside it. */
export function RainBars({
  rain,
  end,
  at,
}: {
  readonly rain: AreaRain | null;
  readonly end: number;
  readonly at: number | null;
}) {
  const from = end - stepsShown * stepMs;
  const bars = rain === null ? [] : barsOf(rain, from);
  const most = Math.max(4, ...bars.map(({ mm }) => mm ?? 0));
  const x = at === null ? stepsShown : (at - from) / stepMs;
  return (
    <div class="rain-bars" aria-hidden="true">
      <svg viewBox={`0 0 ${stepsShown} 40`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ step, mm }) => (
          <rect
            key={step}
            class={mm === null ? "unknown" : mm >= heavyMm ? "heavy" : ""}
            x={step + 0.15}
            width={0.7}
            y={mm === null ? 39 : 40 - Math.max(0.6, (40 * mm) / most)}
            height={mm === null ? 1 : Math.max(0.6, (40 * mm) / most)}
          />
        ))}
        <line class={at === null ? "" : "is-past"} x1={x} x2={x} y1="0" y2="40" />
      </svg>
      <ol>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <li key={share}>{shortTime(from + share * stepsShown * stepMs, end)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Bars of the answer by the steps that are shown. */
function barsOf({ from: first, stepMs: every, mm }: AreaRain, from: number) {
  const offset = Math.round((Date.parse(first) - from) / every);
  return mm.flatMap((value, i) => {
    const step = i + offset;
    return step < 0 || step >= stepsShown ? [] : [{ step, mm: value }];
  });
}
