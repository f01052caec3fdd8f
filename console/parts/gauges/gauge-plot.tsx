import { useState } from "preact/hooks";
import type { Property } from "../../../domain/city/property.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import { fill } from "../../../locales/fill.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { GaugeLimitsRow } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { catalogue, hubNow, liveness } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Plot } from "../plot/plot.tsx";
import type { PlotData, PlotMoment } from "../plot/plot-types.ts";
import { Loaded } from "../states.tsx";
import { shortTime } from "../times.tsx";
import { plotDataOf } from "./plot-data.ts";
import { PlotNotes } from "./plot-notes.tsx";
import { PlotTable } from "./plot-table.tsx";
import { type Span, useSpan } from "./spans.ts";
import type { CatalogueGauge } from "./station-now.ts";
import { type GaugePlotParts, useGaugePlot } from "./use-gauge-plot.ts";
import "./gauge-plot.css";

export interface GaugePlotProps {
  /** Of one property; the first one's limits and forecast are drawn. */
  readonly gaugeIds: readonly string[];
  readonly limits: readonly GaugeLimitsRow[];
  readonly moments?: readonly PlotMoment[];
  /** The span that it begins with; the last six hours where left out. */
  readonly own?: Span;
  /** Beside those of the span and the table. */
  readonly commands?: readonly Command[];
}

/** Gauges over time with their limits, rain and what is expected; or the same as a table. */
export function GaugePlot({ gaugeIds, limits, moments = [], own, commands = [] }: GaugePlotProps) {
  const say = useSay();
  const { span, commands: spanCommands } = useSpan(own ?? null);
  const [isTable, setTable] = useState(false);
  const parts = useGaugePlot(gaugeIds, span);
  const isLive = useStore(liveness, (each) => each.isLive);
  const table: Command = {
    id: "plot-table",
    key: "t",
    title: plotTexts[isTable ? "as-plot" : "as-table"],
    run: () => setTable(!isTable),
  };
  const all = [...spanCommands, ...commands, table];
  useCommands(all);
  const property = parts.gauges[0]?.property;
  const name = property === undefined ? "" : say(propertyNames[property]);
  return (
    <section class="panel gauge-plot" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <PlotChoices commands={all} chosen={`span-${span.name}`} isTable={isTable} />
      </header>
      <Loaded resource={parts.series}>
        {(series) => {
          const to = span.to ?? hubNow();
          const from = span.name === "case" || span.to !== null ? span.from : to - (lastAsked(series.to) - span.from);
          const data = plotDataOf({
            ...{ gauges: parts.gauges, names: namesOf(parts.gauges, say), series, live: parts.live, limits, say },
            rain: rainOf(parts),
            forecast: isLive ? parts.forecast.body : null,
            moments: span.to === null && isLive ? [...moments, { at: to, words: say(plotTexts.now) }] : moments,
            span: { from, to },
          });
          return data === null ? null : <Shown data={data} {...{ isTable, name, parts, isLive, property }} />;
        }}
      </Loaded>
    </section>
  );
}

function lastAsked(to: string): number {
  return Date.parse(to);
}

function Shown({
  data,
  isTable,
  name,
  parts,
  isLive,
  property,
}: {
  readonly data: PlotData;
  readonly isTable: boolean;
  readonly name: string;
  readonly parts: GaugePlotParts;
  readonly isLive: boolean;
  readonly property: Property | undefined;
}) {
  const say = useSay();
  const now = hubNow();
  const label = say(
    fill(plotTexts.label, { what: name, from: shortTime(data.from, now), to: shortTime(data.to, now) }),
  );
  if (property !== undefined && isTable) {
    return <PlotTable data={data} property={property} label={say(fill(plotTexts["table-of"], { what: name }))} />;
  }
  return (
    <>
      {data.at.length === 0 && <p class="notice">{say(plotTexts["no-readings"])}</p>}
      <Plot data={data} label={label} />
      <PlotNotes data={data} parts={parts} isLive={isLive} />
    </>
  );
}

function PlotChoices({
  commands,
  chosen,
  isTable,
}: {
  readonly commands: readonly Command[];
  readonly chosen: string;
  readonly isTable: boolean;
}) {
  const say = useSay();
  return (
    <fieldset class="plot-choices" aria-label={say(plotTexts.spans)}>
      {commands.map((command) => (
        <button
          key={command.id}
          type="button"
          class="chip"
          aria-pressed={command.id === chosen || (command.id === "plot-table" && isTable)}
          aria-keyshortcuts={command.key}
          disabled={command.disabledBecause !== undefined}
          title={command.disabledBecause === undefined ? undefined : say(command.disabledBecause)}
          onClick={command.run}
        >
          {say(command.title)} <kbd class="key">{command.key.toUpperCase()}</kbd>
        </button>
      ))}
    </fieldset>
  );
}

function rainOf({ rain, rainSeries }: GaugePlotParts) {
  if (rain === null || rainSeries.body === null) return null;
  return { series: rainSeries.body, stepMs: rain.stepMs };
}

/** By station where several are drawn, else by what tells gauges of one station apart. */
function namesOf(gauges: readonly CatalogueGauge[], say: (text: BilingualText) => string): readonly string[] {
  const isOneStation = new Set(gauges.map(({ station }) => station)).size === 1;
  return gauges.map(({ gaugeId, station }) => {
    const name = catalogue.value?.stations[station]?.name;
    return isOneStation || name === undefined ? gaugeId : say(name);
  });
}
