import { useMemo } from "preact/hooks";
import { levels } from "../../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { amountText } from "../../../locales/format/amounts.ts";
import type { Catalogue, SeriesAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { past } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { useHubClock } from "../../parts/times.tsx";
import { riseOf, smallPlot } from "./small-plot.ts";

const hoursShown = 3;

/** How a gauge came to what it shows: its rise of the last hour in words, and the last hours as a small line. */
export function PlaceTrend({ gauge }: { readonly gauge: Catalogue["gauges"][number] }) {
  const say = useSay();
  const minute = useMinute();
  const from = minute - hoursShown * hourMs;
  const path = useMemo(() => seriesPath(gauge.gaugeId, from, minute), [gauge.gaugeId, from, minute]);
  const series = useResource<SeriesAnswer>(path).body?.rows[0];
  const limits = levels.flatMap((level) => {
    const value = gauge.thresholds[level];
    return value === undefined ? [] : [{ level, value }];
  });
  if (series === undefined) return <div class="card-trend" />;
  const rise = riseOf(series, minute);
  const amount = rise === null ? null : amountText(Math.abs(rise), gauge.unit, gauge.property);
  const isSteady = rise === null || amount === null || amount.en === amountText(0, gauge.unit, gauge.property).en;
  const words = isSteady ? mapTexts.level : fill(mapTexts[rise > 0 ? "rising" : "falling"], { amount });
  const { line, marks } = smallPlot(series, limits, { from, to: minute });
  return (
    <div class="card-trend">
      {rise !== null && gauge.property !== "rain" && <p class="small">{say(words)}</p>}
      <svg viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">
        {marks.map(({ level, y }) => (
          <line key={level} class={`tone-${level}`} x1="0" x2="100" y1={y} y2={y} />
        ))}
        <path d={line} />
      </svg>
    </div>
  );
}

/** End of what is shown: the minute that is over, or the moment of the past. */
function useMinute(): number {
  const now = useHubClock(10_000);
  const then = useStore(past, (each) => each?.shownAt ?? null);
  return then ?? Math.ceil(now / minuteMs) * minuteMs;
}

function seriesPath(gaugeId: string, from: number, to: number): string {
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return `/series?${new URLSearchParams({ gauges: gaugeId, ...span, points: "90" })}`;
}
