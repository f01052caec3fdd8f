import type { Property } from "../../../domain/city/property.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { hubNow } from "../../live/live.ts";
import type { PlotData } from "../plot/plot-types.ts";
import { shortTime, timeOfDay } from "../times.tsx";
import { plotUnitOf, valueText } from "./plot-units.ts";

const mostRows = 200;

/** The same as the plot says, in rows: newest first. */
export function PlotTable({
  data,
  property,
  label,
}: {
  readonly data: PlotData;
  readonly property: Property;
  readonly label: string;
}) {
  const say = useSay();
  const now = hubNow();
  const doubtful = new Set(data.doubtful);
  const isShown = (place: number) => data.lines.some(({ values }) => typeof values[place] === "number");
  const places = [...data.at.keys()].filter((place) => isShown(place) || doubtful.has(data.at[place] ?? 0)).reverse();
  const isDay = data.to - data.from < 86_400_000;
  return (
    // Scrolls by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reached by the keyboard
    <section class="plot-table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(plotTexts.time)}</th>
            {data.lines.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {data.lines.length > 1 ? name : say(plotTexts.value)}
              </th>
            ))}
            <th scope="col">{say(plotTexts.quality)}</th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, mostRows).map((place) => {
            const at = data.at[place] ?? 0;
            return (
              <tr key={at}>
                <td>{isDay ? timeOfDay(at) : shortTime(at, now)}</td>
                {data.lines.map((line) => (
                  <td key={line.name} class="number">
                    {cellOf(line.values[place], property, say)}
                  </td>
                ))}
                <td class={doubtful.has(at) ? "tone-unknown" : "muted"}>
                  {say(plotTexts[doubtful.has(at) ? "is-doubtful" : "is-good"])}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="small muted">
        {say(fill(plotTexts["table-rows"], { shown: Math.min(mostRows, places.length), all: places.length }))}
      </p>
    </section>
  );
}

function cellOf(value: number | null | undefined, property: Property, say: ReturnType<typeof useSay>): string {
  return typeof value === "number" ? say(valueText(value / plotUnitOf(property).scale, property)) : "–";
}
