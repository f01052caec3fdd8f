import { minuteMs } from "../../../domain/clock.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { distance } from "../numbers.ts";
import type { PlotData } from "../plot/plot-types.ts";
import { spanText } from "../plot/span-text.ts";
import { forecastUpToMs } from "./plot-data.ts";
import { valueText } from "./plot-units.ts";
import type { GaugePlotParts } from "./use-gauge-plot.ts";

/** What the marks of a plot mean: which line is which, whose rain, what is expected, what is in doubt. */
export function PlotNotes({
  data,
  parts,
  isLive,
}: {
  readonly data: PlotData;
  readonly parts: GaugePlotParts;
  readonly isLive: boolean;
}) {
  const say = useSay();
  const { forecast, series } = parts;
  const doubtful = data.doubtful?.length ?? 0;
  // On longer spans nothing that is expected is drawn at all.
  const isShort = data.to - data.from <= forecastUpToMs;
  const isOfRollups = series.body?.rows.some(({ source }) => source === "rollups") === true;
  return (
    <ul class="plot-notes small muted">
      {data.lines.length > 1 &&
        data.lines.map(({ name }, place) => (
          <li key={name}>
            <span class={`line-sample line-${place}`} /> {name}
          </li>
        ))}
      <RainNote data={data} parts={parts} />
      {isLive && data.expected !== undefined && <li class="of-now">{say(plotTexts.expected)}</li>}
      {isLive && forecast.body !== null && data.expected === undefined && isShort && (
        <li>{say(plotTexts["no-forecast"])}</li>
      )}
      {!isLive && forecast.body !== null && <li>{say(plotTexts["forecast-gone"])}</li>}
      {doubtful > 0 && <li class="tone-unknown">{say(fill(plotTexts.doubtful, { count: doubtful }))}</li>}
      {isOfRollups && <li>{say(plotTexts["in-hours"])}</li>}
      <li>{say(plotTexts.gap)}</li>
    </ul>
  );
}

function RainNote({
  data: { rain: drawn },
  parts: { rain },
}: {
  readonly data: PlotData;
  readonly parts: GaugePlotParts;
}) {
  const say = useSay();
  if (rain === null || drawn === undefined) return null;
  const station = catalogue.value?.stations[rain.gauge.station]?.name;
  const step = spanText(Math.max(minuteMs, Math.round(drawn.stepMs / minuteMs) * minuteMs));
  const words =
    rain.metres === 0 || station === undefined
      ? fill(plotTexts["rain-here"], { step })
      : fill(plotTexts["rain-of"], { station, step, far: distance(rain.metres) });
  const most = valueText(Math.max(...drawn.mm.map((mm) => mm ?? 0)), "rain");
  return (
    <li>
      <span class="rain-sample" /> {say(words)} · {say(fill(plotTexts["rain-most"], { amount: most }))}
    </li>
  );
}
