import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { language, locale } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { scaleNow } from "../../look/scale.ts";
import { expectedUntil } from "./expected-until.ts";
import { drawBehind, drawInFront, type PlotPalette } from "./plot-marks.ts";
import type { PlotData, PlotLine } from "./plot-types.ts";
import "./plot.css";

const seconds = (ms: number): number => ms / 1_000;

/** A plot over time, in city time, with limits in words. Beside it a table has to say the same. */
export function Plot({
  data,
  label,
  height = 300,
}: {
  readonly data: PlotData;
  readonly label: string;
  readonly height?: number;
}) {
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(data);
  shown.current = data;
  const spoken = useStore(language, (each) => each);
  const look = useLook();
  const key = `${data.lines.map(({ name }) => name).join("|")} ${data.unit} ${spoken} ${look} ${data.limits.length === 0}`;
  // Before the next drawing, and so in time for a printer that asks.
  useLayoutEffect(() => {
    const element = target.current;
    if (element === null) return;
    const px = height * scaleNow();
    const made = new uPlot(optionsOf(shown, element.clientWidth, px), alignedOf(shown.current), element);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: px }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [key, height]);
  useEffect(() => plot.current?.setData(alignedOf(data)), [data]);
  return <div ref={target} class="plot" role="img" aria-label={label} />;
}

/** Theme and view of the page: canvas colours and type are read anew when they change. */
function useLook(): string {
  const root = document.documentElement;
  const now = () => `${root.dataset.theme ?? ""} ${root.dataset.view ?? ""}`;
  const [look, setLook] = useState(now);
  useEffect(() => {
    const observer = new MutationObserver(() => setLook(now()));
    observer.observe(root, { attributes: true, attributeFilter: ["data-theme", "data-view"] });
    return () => observer.disconnect();
  }, []);
  return look;
}

/** Each line with its least and greatest after it, as uPlot's bands want them. */
function alignedOf({ at, lines }: PlotData): uPlot.AlignedData {
  const columns = lines.flatMap(({ values, min, max }) => [values, min ?? values, max ?? values]);
  return [at.map(seconds), ...columns.map((column) => [...column])];
}

function optionsOf(shown: { readonly current: PlotData }, width: number, height: number): uPlot.Options {
  const scale = scaleNow();
  const { lines, unit } = shown.current;
  const palette = paletteOf(lines.length);
  const zone = catalogue.value?.city.timeZone;
  return {
    width,
    height,
    padding: [8, shown.current.limits.length === 0 ? 16 : 128 * scale, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    ...(zone === undefined ? {} : { tzDate: (at: number) => uPlot.tzDate(new Date(at * 1_000), zone) }),
    scales: {
      x: { time: true, range: () => [seconds(shown.current.from), seconds(shown.current.to)] },
      y: { range: (_plot, min: number | null, max: number | null) => rangeOf(shown.current, min, max) },
    },
    axes: [
      { ...axisOf(palette), values: timesOf, size: 34 * scale, space: spaceOf },
      {
        ...axisOf(palette),
        label: unit,
        labelSize: 22 * scale,
        size: 54 * scale,
        space: 30 * scale,
      },
    ],
    series: [{}, ...lines.flatMap((line, place) => seriesOf(line, palette.lines[place] ?? palette.text))],
    bands: lines.map((_, place) => ({
      series: [place * 3 + 3, place * 3 + 2] as [number, number],
      fill: palette.band,
    })),
    hooks: {
      drawClear: [(plot) => drawBehind(plot, shown.current, palette)],
      draw: [(plot) => drawInFront(plot, shown.current, palette)],
    },
  };
}

function axisOf({ muted, line, font }: PlotPalette): uPlot.Axis {
  const lines = { stroke: line, width: 1 };
  return { stroke: muted, grid: lines, ticks: lines, font, labelFont: font };
}

function seriesOf({ name }: PlotLine, colour: string): readonly uPlot.Series[] {
  const bound: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false } };
  return [{ label: name, stroke: colour, width: 2, spanGaps: false, points: { size: 4 } }, bound, bound];
}

/** Room for every limit and a little above it, and for what is expected. */
function rangeOf({ limits, expected = [], to, fromZero, rain }: PlotData, min: number | null, max: number | null) {
  const shown = expectedUntil(expected, to).flatMap(({ low, high }) => [low, high]);
  const ends = [...limits.map(({ value }) => value), ...shown, min, max];
  const known = [...ends, ...(fromZero ? [0] : [])].filter((end) => end !== null && Number.isFinite(end)) as number[];
  const [bottom, top] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
  const room = top - bottom || Math.abs(top) * 0.1 || 1;
  const above = rain === undefined ? 0.1 : 0.35;
  return [fromZero && bottom >= 0 ? 0 : bottom - 0.1 * room, top + above * room] as [number, number];
}

/** Room between two times, px: with their days they are longer. */
function spaceOf(_plot: uPlot, _axis: number, from: number, to: number): number {
  return (to - from > 86_400 ? 110 : 64) * scaleNow();
}

function timesOf(_plot: uPlot, at: readonly number[]): string[] {
  const timeZone = catalogue.value?.city.timeZone;
  const zone = timeZone === undefined ? {} : { timeZone };
  const spanned = (at.at(-1) ?? 0) - (at[0] ?? 0);
  const step = (at[1] ?? 0) - (at[0] ?? 0);
  const day = { month: "2-digit", day: "2-digit" } as const;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const seconds = step < 60 && at.length > 1 ? ({ second: "2-digit" } as const) : {};
  const parts = step >= 86_400 ? day : spanned > 86_400 ? { ...day, ...time } : { ...time, ...seconds };
  const format = new Intl.DateTimeFormat(locale(), { ...parts, ...zone });
  return at.map((second) => format.format(second * 1_000));
}

function paletteOf(lines: number): PlotPalette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const tones = ["text", "accent", "unknown", "muted"].map(colour);
  return {
    text: colour("text"),
    muted: colour("muted"),
    line: colour("line"),
    band: colour("line-strong"),
    rain: colour("water"),
    ground: colour("panel"),
    tone: (tone) => colour(tone),
    font: `${Math.round(12 * scaleNow())}px ${style.getPropertyValue("--font")}`,
    lines: Array.from({ length: lines }, (_, place) => tones[place % tones.length] ?? colour("text")),
  };
}
