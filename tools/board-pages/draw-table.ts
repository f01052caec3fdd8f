import { type FormatContext, formatValue, settingsOf, timeText } from "./format-value.ts";
import { escapeHtml, inkOn } from "./html.ts";
import type { PanelResults } from "./query-board.ts";
import { transformFrame } from "./transform-frame.ts";

/** A table panel, after the transformations that hide columns and sort. */
export function drawTable({ panel, results }: PanelResults, moment: FormatContext): string {
  const frame = results.flatMap((one) => one.frames)[0];
  if (frame === undefined) return `<div class="empty">${escapeHtml(panel.fieldConfig.defaults.noValue ?? "")}</div>`;
  const { columns, rows } = transformFrame(frame, panel.transformations ?? []);
  const settings = columns.map((column) => settingsOf(panel.fieldConfig, [column]));
  const head = columns.map((column, index) => `<th>${escapeHtml(settings[index]?.displayName ?? column)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((value, index) => {
      const own = settings[index] ?? {};
      if (columns[index] === "Time" && own.unit === undefined) return `<td>${timeText(Number(value), moment)}</td>`;
      const { text, colour } = formatValue(value, own, moment);
      const isColoured = own.custom?.cellOptions !== undefined && colour !== null && colour !== "transparent";
      const style = isColoured ? ` style="background:${colour};color:${inkOn(colour)}"` : "";
      return `<td${style} class="${own.custom?.align === "center" ? "middle" : typeof value}">${escapeHtml(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}
