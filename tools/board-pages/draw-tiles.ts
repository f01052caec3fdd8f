import { type FormatContext, type FormattedValue, formatValue, settingsOf } from "./format-value.ts";
import { escapeHtml, inkOn } from "./html.ts";
import type { PanelResults } from "./query-board.ts";
import type { FrameValue } from "./query-influx.ts";
import { transformFrame } from "./transform-frame.ts";

interface Tile extends FormattedValue {
  readonly title: string;
}

/** A stat panel: one tile for its last value, or one for each row. */
export function drawTiles({ panel, results }: PanelResults, moment: FormatContext): string {
  const { reduceOptions: reduce = {}, text = {} } = panel.options;
  const frames = results
    .flatMap((one) => one.frames)
    .map((frame) => transformFrame(frame, panel.transformations ?? []));
  const field = /^\/\^(.*)\$\/$/.exec(reduce.fields ?? "")?.[1];
  const tiles: Tile[] = [];
  for (const frame of frames) {
    for (const [index, column] of frame.columns.entries()) {
      if (index === 0 || (field !== undefined && column !== field)) continue;
      const values = frame.rows.map((row) => row[index] ?? null);
      if (field === undefined && values.some((value) => typeof value === "string")) continue;
      const settings = settingsOf(panel.fieldConfig, [column, frame.name]);
      if (reduce.values === true) {
        for (const [row, value] of values.entries()) {
          tiles.push({ ...formatValue(value, settings, moment), title: wordsOf(frame.rows[row] ?? [], index) });
        }
      } else {
        const last = values.findLast((value) => value !== null) ?? null;
        tiles.push({ ...formatValue(last, settings, moment), title: settings.displayName ?? column });
      }
    }
  }
  const { defaults } = panel.fieldConfig;
  if (tiles.length === 0) {
    tiles.push({
      ...formatValue(null, defaults, moment),
      title: defaults.displayName ?? "",
    });
  }
  const showsName = panel.options.textMode === "value_and_name";
  const shown = tiles.slice(0, reduce.limit ?? 25);
  const isList = panel.options.orientation === "horizontal";
  const { columns, rows } = isList
    ? { columns: 1, rows: shown.length }
    : gridFor(shown.length, panel.gridPos.w * 80, panel.gridPos.h * 38);
  const cells = shown.map((tile) => {
    const colour = tile.colour ?? "#3d5a73";
    const ground = colour === "transparent" ? "#181b1f" : colour;
    const title =
      showsName && tile.title !== ""
        ? `<div class="name" style="font-size:${text.titleSize ?? 18}px">${escapeHtml(tile.title)}</div>`
        : "";
    return `<div class="tile${isList ? " wide" : ""}" style="background:${ground};color:${inkOn(ground)}">${title}<div class="value" style="font-size:${text.valueSize ?? fittingSize(tile.text, (panel.gridPos.w * 80) / columns, (panel.gridPos.h * 38) / rows)}px">${escapeHtml(tile.text)}</div></div>`;
  });
  return `<div class="tiles" style="grid-template-columns:repeat(${columns},1fr);grid-template-rows:repeat(${rows},1fr)">${cells.join("")}</div>`;
}

/** What names a row: its texts, as Grafana joins them. */
function wordsOf(row: readonly FrameValue[], valueIndex: number): string {
  return row.filter((value, index) => index !== valueIndex && typeof value === "string").join(" ");
}

/** As Grafana lays out tiles: the columns that leave each tile nearest to twice as wide as high. */
function gridFor(count: number, width: number, height: number): { readonly columns: number; readonly rows: number } {
  const choices = Array.from({ length: count }, (_, index) => index + 1).map((columns) => {
    const rows = Math.ceil(count / columns);
    return { columns, rows, off: Math.abs(Math.log(width / columns / (height / rows) / 2.2)) };
  });
  return choices.toSorted((a, b) => a.off - b.off)[0] ?? { columns: 1, rows: 1 };
}

/** Letters as large as fill a tile: half its height at most, Chinese ones as wide as high. */
function fittingSize(text: string, width: number, height: number): number {
  const letters = [...text].reduce((sum, letter) => sum + (letter > "\u2000" ? 1 : 0.6), 0);
  return Math.floor(Math.min(height * 0.5, (width - 40) / Math.max(1, letters)));
}
