import { timePlaces } from "../../charts/plot-scales.ts";
import { intervalMs, lengthMs } from "./fill-query.ts";
import { type FormatContext, formatValue, settingsOf } from "./format-value.ts";
import { escapeHtml, inkOn } from "./html.ts";
import type { PanelResults } from "./query-board.ts";

/** A state timeline panel: one band a series; what is not there is left blank. */
export function drawBands({ panel, span, results }: PanelResults, moment: FormatContext): string {
  const frames = results.flatMap((one) => one.frames);
  if (frames.length === 0) return `<div class="empty">${escapeHtml(panel.fieldConfig.defaults.noValue ?? "")}</div>`;
  const width = panel.gridPos.w * 80 - 24;
  const height = panel.gridPos.h * 38 - 56;
  const nameWidth = Math.min(340, width * 0.4);
  const step = Math.max(intervalMs(span), lengthMs(panel.interval ?? ""));
  const x = timePlaces({ left: nameWidth, right: width }, span);
  const bandHeight = height / frames.length;
  const bands = frames.map((frame, row) => {
    const settings = settingsOf(panel.fieldConfig, [frame.name]);
    const top = row * bandHeight + bandHeight * 0.08;
    const spans: { from: number; to: number; value: number }[] = [];
    for (const [at, value] of frame.rows) {
      if (typeof value !== "number") continue;
      const last = spans.at(-1);
      if (last !== undefined && last.value === value && Number(at) <= last.to + step / 2) last.to = Number(at) + step;
      else spans.push({ from: Number(at), to: Number(at) + step, value });
    }
    const boxes = spans.map(({ from, to, value }) => {
      const { text, colour } = formatValue(value, settings, moment);
      const left = Math.max(nameWidth, x(from));
      const wide = Math.min(width, x(to)) - left;
      const words =
        wide > 70
          ? `<text x="${left + 6}" y="${top + bandHeight * 0.55}" fill="${inkOn(colour ?? "#3d5a73")}">${escapeHtml(text)}</text>`
          : "";
      return `<rect x="${left}" y="${top.toFixed(1)}" width="${Math.max(1, wide).toFixed(1)}" height="${(bandHeight * 0.84).toFixed(1)}" fill="${colour ?? "#3d5a73"}"/>${words}`;
    });
    return `<text x="${nameWidth - 8}" y="${top + bandHeight * 0.55}" text-anchor="end">${escapeHtml(settings.displayName ?? frame.name)}</text>${boxes.join("")}`;
  });
  return `<svg width="${width}" height="${height}" font-size="15" fill="#c7d0d9">${bands.join("")}</svg>`;
}
