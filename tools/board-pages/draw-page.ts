import { drawBands } from "./draw-bands.ts";
import { drawMap } from "./draw-map.ts";
import { drawPlot } from "./draw-plot.ts";
import { drawTable } from "./draw-table.ts";
import { drawTiles } from "./draw-tiles.ts";
import { type FormatContext, timeText } from "./format-value.ts";
import { escapeHtml } from "./html.ts";
import type { BoardResults, PanelResults, QueryResult } from "./query-board.ts";

const style = `
body{margin:0;background:#0d0f12;color:#d8dee5;font-family:Inter,"Noto Sans CJK SC","Noto Sans",sans-serif}
main{position:relative;width:1920px}
.panel{position:absolute;background:#181b1f;border:1px solid #23272d;box-sizing:border-box;overflow:hidden}
.panel.clear{background:none;border:none}
.panel h2{font-size:15px;font-weight:500;margin:6px 10px}
.panel .body{padding:0 4px}
.tiles{display:grid;gap:4px;height:100%}
.tile{display:flex;flex-direction:column;align-items:center;justify-content:center;text-align:center;line-height:1.15;overflow:hidden;border-radius:3px}
.name{line-height:1.25;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;flex-shrink:1}.value{font-weight:600;flex-shrink:0}
.wide{flex-direction:row;justify-content:space-between;padding:0 16px}.wide .name{text-align:left}
table{border-collapse:collapse;font-size:15px;width:100%}
th{text-align:left;color:#8fa3b8;font-weight:500}th,td{padding:5px 8px;border-bottom:1px solid #23272d}
td.number{text-align:right}td.middle{text-align:center;white-space:nowrap}
.scroll{overflow:hidden}
.plot{display:flex}.legend td{border:none;padding:2px 6px;font-size:14px}.legend td:last-child{text-align:right;white-space:nowrap}.legend i{display:inline-block;width:16px;height:4px;margin-right:8px;vertical-align:middle}
.legend{align-self:flex-start}
.empty{color:#b9a8d6;font-size:26px;text-align:center;padding-top:8%}
.words{font-size:28px;font-weight:600;padding:2px 8px;line-height:1.2}
details{width:1880px;padding:16px;font-size:14px}code{color:#9ecbff}
`;

/** One board as a page that needs nothing else: its panels where its JSON puts them, and below them what was asked. */
export function drawPage(asked: BoardResults): string {
  const { board, panels } = asked;
  const language = board.uid.endsWith("-zh") ? "zh" : "en";
  const moment: FormatContext = { now: panels[0]?.span.to ?? 0, language, timeZone: board.timezone };
  const height = Math.max(...board.panels.map(({ gridPos }) => gridPos.y + gridPos.h)) * 38 + 8;
  const drawn = panels.map((one) => drawPanel(one, asked, moment));
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(board.title)}</title><style>${style}</style>
<body><main style="height:${height}px">${drawn.join("\n")}</main>${drawQueryList(asked, moment)}</body></html>`;
}

function drawPanel(asked: PanelResults, board: BoardResults, moment: FormatContext): string {
  const { panel } = asked;
  const { x, y, w, h } = panel.gridPos;
  const box = `left:${x * 80 + 4}px;top:${y * 38 + 4}px;width:${w * 80 - 8}px;height:${h * 38 - 8}px`;
  const title = panel.title === "" ? "" : `<h2>${escapeHtml(panel.title)}</h2>`;
  const bodyHeight = h * 38 - 10 - (panel.title === "" ? 0 : 34);
  const isClear = panel.type === "text";
  return `<section class="panel${isClear ? " clear" : ""}" style="${box}">${title}<div class="body" style="height:${bodyHeight}px">${drawBody(asked, board, moment)}</div></section>`;
}

function drawBody(asked: PanelResults, board: BoardResults, moment: FormatContext): string {
  switch (asked.panel.type) {
    case "stat":
      return drawTiles(asked, moment);
    case "table":
      return drawTable(asked, moment);
    case "timeseries":
      return drawPlot(asked, momentsOf(board), moment);
    case "state-timeline":
      return drawBands(asked, moment);
    case "geomap":
      return drawMap(asked, board.map);
    case "text":
      return `<div class="words">${escapeHtml((asked.panel.options.content ?? "").replace(/^#+ /, ""))}</div>`;
    default:
      throw new Error(`Cannot draw panel ${asked.panel.title} as its type must be known: got ${asked.panel.type}`);
  }
}

function momentsOf({ board, annotations }: BoardResults) {
  return (board.annotations.list ?? []).flatMap((look, index) => {
    const from = annotations[index];
    return from === undefined ? [] : [{ from, look }];
  });
}

function drawQueryList({ board, panels, annotations }: BoardResults, moment: FormatContext): string {
  const rows = (asked: readonly QueryResult[]): number =>
    asked.flatMap((one) => one.frames).flatMap(({ rows: all }) => all).length;
  const item = (title: string, asked: readonly QueryResult[]): string =>
    `<li>${escapeHtml(title)} · ${rows(asked)}<br>${asked.map(({ query }) => `<code>${escapeHtml(query)}</code>`).join("<br>")}</li>`;
  const items = panels.map(({ panel, results }) => item(panel.title || panel.type, results));
  const marks = annotations.map((one, index) => item(board.annotations.list?.[index]?.name ?? "", [one]));
  return `<details><summary>${escapeHtml(board.title)} · ${timeText(moment.now, moment)} · ${escapeHtml(board.refresh)}</summary><ol>${[...items, ...marks].join("")}</ol></details>`;
}
