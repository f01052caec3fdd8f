import { mapTexts } from "../../../../locales/console/map.ts";
import { fill } from "../../../../locales/fill.ts";
import { amountText } from "../../../../locales/format/amounts.ts";
import type { Catalogue, ForecastAnswer } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { useResource } from "../../../live/use-resource.ts";
import { shortSpan } from "../../../parts/times.tsx";

/** From so small a chance on nothing is said. */
const leastChance = 0.05;

/** The chance that the next mark is reached, marked as expected; gone where the picture is old. */
export function PlaceChance({ gauge }: { readonly gauge: Catalogue["gauges"][number] }) {
  const say = useSay();
  const forecast = useResource<ForecastAnswer>(`/gauges/${encodeURIComponent(gauge.gaugeId)}/forecast`, ["alarms"]);
  const next = nextMark(forecast.body);
  if (next === null) return null;
  const mark = say(amountText(next.mark, gauge.unit, gauge.property));
  const chance = Math.round(next.chance * 100);
  const within = shortSpan(next.withinMs);
  return (
    <p class="card-chance of-now small" title={say(mapTexts["as-expected"])}>
      {say(fill(mapTexts.chance, { mark, within, chance }))}
    </p>
  );
}

/** The lowest mark that is not reached yet, with its chance over the shortest time in which there is one. */
function nextMark(forecast: Pick<ForecastAnswer, "marks"> | null) {
  const open = (forecast?.marks ?? []).filter(({ isReached }) => !isReached).toSorted((a, b) => a.mark - b.mark);
  for (const { mark, chances } of open) {
    const found = chances.find(({ chance }) => chance !== null && chance >= leastChance);
    if (found?.chance !== undefined && found.chance !== null)
      return { mark, withinMs: found.withinMs, chance: found.chance };
  }
  return null;
}
