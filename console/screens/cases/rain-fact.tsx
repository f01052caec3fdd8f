import { useMemo } from "preact/hooks";
import { hourMs } from "../../../domain/clock.ts";
import { beliefTexts } from "../../../locales/console/case.ts";
import { fill } from "../../../locales/fill.ts";
import { gaugeStateNames } from "../../../locales/names.ts";
import type { SeriesAnswer } from "../../api/wire.ts";
import { catalogue, hubNow } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { nearestGauge } from "../../parts/gauges/station-now.ts";
import { distance } from "../../parts/numbers.ts";
import type { BeliefFact } from "./belief-facts.ts";
import { Fact } from "./fact.tsx";
import { useGaugeNow } from "./use-gauge-now.ts";

/** Rain of the last hour at the nearest rain gauge; where that is not live, that nobody knows. */
export function RainFact({ station }: { readonly station: number }) {
  const known = useStore(catalogue, (each) => each);
  const near = useMemo(
    () => (known === null ? null : nearestGauge(known, station, { property: "rain", withinM: 5_000 })),
    [known, station],
  );
  const path = useMemo(() => (near === null ? null : lastHourOf(near.gauge.gaugeId)), [near]);
  const series = useResource<SeriesAnswer>(path, []);
  useEvery(30_000, series.reload);
  const state = useGaugeNow(near?.gauge.gaugeId)?.state;
  const name = beliefTexts.rain;
  if (near === null) return <Fact fact={{ name, words: beliefTexts["rain-none"], speaks: "beside" }} />;
  const stationName = known?.stations[near.gauge.station]?.name ?? near.gauge.gaugeId;
  if (state !== undefined && state !== "live") {
    const words = fill(beliefTexts["rain-unknown"], { station: stationName, state: gaugeStateNames[state] });
    return <Fact fact={{ name, words, speaks: "against" }} />;
  }
  if (series.body === null) return null;
  const mm = sinceAnHour(series.body);
  const words = fill(beliefTexts["rain-says"], {
    station: stationName,
    far: distance(near.metres),
    amount: valueText(mm, "rain"),
  });
  const fact: BeliefFact = { name, words, speaks: mm > 0 ? "for" : "beside" };
  return <Fact fact={fact} />;
}

/** By minutes, so that of a page that stays open only the last hour is added up. */
function lastHourOf(gaugeId: string): string {
  const from = new Date(hubNow() - hourMs).toISOString();
  return `/series?${new URLSearchParams({ gauges: gaugeId, from, points: "240" })}`;
}

function sinceAnHour({ rows, to }: SeriesAnswer): number {
  const from = Date.parse(to) - hourMs;
  const [row] = rows;
  return row === undefined
    ? 0
    : row.sum.reduce<number>((all, mm, place) => all + ((row.at[place] ?? 0) >= from ? (mm ?? 0) : 0), 0);
}
