import { useMemo } from "preact/hooks";
import { minuteMs } from "../../../domain/clock.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { CaseWithTimeline, SeriesAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue, hubNow } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { Plot, type PlotData } from "../../parts/plot.tsx";
import { Loaded } from "../../parts/states.tsx";

/** The gauges whose alarms the case is of, from a while before it opened until now. */
export function CasePlot({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const gauges = useMemo(() => gaugesOf(of), [of.id, of.timeline.length]);
  const from = Date.parse(of.openedAt) - 60 * minuteMs;
  // Asked for anew as the case moves, and each time up to the moment of the case's newest change.
  const to = of.closedAt === null ? hubNow() : Date.parse(of.closedAt) + 10 * minuteMs;
  const path = useMemo(() => seriesPath(gauges, from, to), [gauges, of.revision]);
  const series = useResource<SeriesAnswer>(path, []);
  if (path === null) return <p class="notice">{say(caseTexts["no-gauge"])}</p>;
  const first = known?.gauges.find(({ gaugeId }) => gaugeId === gauges[0]);
  const label = first === undefined ? say(caseTexts.plot) : say(propertyNames[first.property]);
  return (
    <section class="panel">
      <h3>{label}</h3>
      <Loaded resource={series}>
        {(answer) => (
          <Plot data={plotOf(answer, [{ at: Date.parse(of.openedAt), words: say(caseTexts.filed) }])} label={label} />
        )}
      </Loaded>
    </section>
  );
}

/** Gauges that alarms of the case are of, by their keys: the rule, a bar, and what it is about. */
function gaugesOf({ timeline, activeAlarms }: CaseWithTimeline): readonly string[] {
  const keys = [
    ...Object.keys(activeAlarms),
    ...timeline.flatMap((entry) => ("alarmKey" in entry ? [entry.alarmKey] : [])),
  ];
  const ids = keys
    .map((key) => key.slice(key.indexOf("|") + 1))
    .filter((id) => catalogue.value?.gauges.some(({ gaugeId }) => gaugeId === id));
  const [first] = ids;
  const property = catalogue.value?.gauges.find(({ gaugeId }) => gaugeId === first)?.property;
  const isSame = (id: string) => catalogue.value?.gauges.find(({ gaugeId }) => gaugeId === id)?.property === property;
  return [...new Set(ids)].filter(isSame).slice(0, 4);
}

function seriesPath(gauges: readonly string[], from: number, to: number): string | null {
  if (gauges.length === 0) return null;
  const query = new URLSearchParams({
    gauges: gauges.join(),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    points: "600",
  });
  return `/series?${query}`;
}

/** Lines on one axis of time: a bucket that a gauge has nothing in is a gap in its line. */
export function plotOf({ rows, from, to }: SeriesAnswer, moments: PlotData["moments"]): PlotData {
  const at = [...new Set(rows.flatMap((row) => row.at))].sort((a, b) => a - b);
  const places = new Map(at.map((moment, place) => [moment, place]));
  const spread = (row: SeriesAnswer["rows"][number], values: readonly (number | null)[]): (number | null)[] => {
    const column: (number | null)[] = at.map(() => null);
    for (const [i, moment] of row.at.entries()) column[places.get(moment) ?? 0] = values[i] ?? null;
    return column;
  };
  return {
    at,
    lines: rows.map((row) => ({
      name: row.gaugeId,
      values: spread(row, row.last),
      min: spread(row, row.min),
      max: spread(row, row.max),
    })),
    unit: rows[0]?.unit ?? "",
    limits: [],
    moments,
    from: Date.parse(from),
    to: Date.parse(to),
  };
}
