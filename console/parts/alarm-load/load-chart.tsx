import { loadTexts } from "../../../locales/console/operations/alarm-load.ts";
import { fill } from "../../../locales/fill.ts";
import type { AlarmLoad } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { dayTime } from "../city-time.ts";
import { wholeNumber } from "../numbers.ts";
import { shortSpan } from "../times.tsx";
import { loadBars } from "./load-grade.ts";

const chart = { width: 720, height: 96 };

/** Pages over the span, with the line above which they are a flood for those on duty. */
export function LoadChart({ load }: { readonly load: AlarmLoad }) {
  const say = useSay();
  const { windows, windowMs, floodAbove, officers, from, to } = load;
  const { bars, perBar } = loadBars(windows);
  const most = Math.max(...bars, 0);
  const flood = floodAbove * Math.max(1, officers);
  const top = Math.max(most, flood * 1.15);
  const step = chart.width / bars.length;
  const y = (pages: number) => chart.height - (pages / top) * chart.height;
  return (
    <figure class="load-chart">
      <svg
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say(fill(loadTexts.chart, { most: wholeNumber(most) }))}
      >
        {bars.map((pages, i) => (
          <rect
            key={i}
            class={pages > flood ? "flooded" : ""}
            x={i * step + 0.5}
            width={step - 1}
            y={y(pages)}
            height={chart.height - y(pages)}
          />
        ))}
        <line x1="0" x2={chart.width} y1={y(flood)} y2={y(flood)} />
      </svg>
      <figcaption class="small muted">
        <span>{dayTime(from)}</span>
        <span>
          {say(fill(loadTexts["flood-line"], { pages: wholeNumber(flood) }))}
          {perBar > 1 && ` · ${say(fill(loadTexts["of-each"], { span: shortSpan(perBar * windowMs) }))}`}
        </span>
        <span>{dayTime(to)}</span>
      </figcaption>
    </figure>
  );
}
