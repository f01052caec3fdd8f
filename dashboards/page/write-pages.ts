import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { City } from "../../domain/city.ts";
import { allBoards } from "../all-boards.ts";
import { type CityGeojson, cityGeojson } from "../city-geojson.ts";
import { askInflux, type Frame, type InfluxSource } from "./ask-influx.ts";
import type { BoardJson, PanelJson, TargetJson } from "./board-shape.ts";
import { drawPage } from "./draw-page.ts";
import { fillQuery, lengthMs, type Span } from "./fill-query.ts";

export interface PagesRequest {
  readonly city: City;
  readonly timeZone: string;
  /** Made where it is not there. */
  readonly folder: string;
  readonly source: InfluxSource;
  /** By the name of the choice; what is not here takes its first option. */
  readonly choices: Readonly<Record<string, string>>;
  /** What the pages take for now, ms since 1970. */
  readonly now: number;
}

/** One query as it was run, and what came of it. */
export interface Asked {
  readonly refId: string;
  readonly query: string;
  readonly frames: readonly Frame[];
}

export interface AskedPanel {
  readonly panel: PanelJson;
  readonly span: Span;
  readonly asked: readonly Asked[];
}

/** A board with the answers to every query in it. */
export interface AskedBoard {
  readonly board: BoardJson;
  readonly choices: Readonly<Record<string, string>>;
  readonly panels: readonly AskedPanel[];
  readonly annotations: readonly Asked[];
  readonly map: CityGeojson;
}

/** Writes a page for each board, drawn from its JSON and what InfluxDB answers now. @returns their paths */
export async function writePages(request: PagesRequest): Promise<readonly string[]> {
  mkdirSync(request.folder, { recursive: true });
  const map = cityGeojson(request.city);
  const written: string[] = [];
  for (const { dashboard } of allBoards(request.city, request.timeZone)) {
    const board = JSON.parse(JSON.stringify(dashboard)) as BoardJson;
    const path = join(request.folder, `${board.uid}.html`);
    writeFileSync(path, drawPage(await askBoard(board, map, request)));
    written.push(path);
  }
  return written;
}

/** Runs every query of every panel and annotation of a board. */
export async function askBoard(
  board: BoardJson,
  map: CityGeojson,
  { source, now, choices }: Pick<PagesRequest, "source" | "now" | "choices">,
): Promise<AskedBoard> {
  const chosen = { ...firstOptions(board), ...choices };
  const ask = async (target: TargetJson, span: Span, leastIntervalMs = 0): Promise<Asked> => {
    const query = fillQuery(target.query, span, chosen, leastIntervalMs);
    return { refId: target.refId, query, frames: await askInflux(source, target, query) };
  };
  const boardLength = lengthMs(board.time.from.replace("now-", ""));
  const panels: AskedPanel[] = [];
  for (const panel of board.panels) {
    const span = { from: now - (panel.timeFrom === undefined ? boardLength : lengthMs(panel.timeFrom)), to: now };
    const asked: Asked[] = [];
    for (const target of panel.targets ?? []) asked.push(await ask(target, span, lengthMs(panel.interval ?? "")));
    panels.push({ panel, span, asked });
  }
  const annotations: Asked[] = [];
  for (const { target } of board.annotations.list ?? []) {
    annotations.push(await ask(target, { from: now - boardLength, to: now }));
  }
  return { board, choices: chosen, panels, annotations, map };
}

function firstOptions(board: BoardJson): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (board.templating.list ?? []).map(({ name, options }) => [name, options?.[0]?.value ?? ""]),
  );
}
