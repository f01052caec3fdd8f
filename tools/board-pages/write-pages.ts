import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allBoards } from "../../dashboards/all-boards.ts";
import type { DrawnAreas } from "../../dashboards/board.ts";
import { cityGeojson } from "../../dashboards/city-geojson.ts";
import type { City } from "../../domain/city/city.ts";
import type { BoardJson } from "./board-shape.ts";
import { drawPage } from "./draw-page.ts";
import { type BoardQueryOptions, queryBoard } from "./query-board.ts";

export interface PagesRequest extends BoardQueryOptions {
  readonly city: City;
  readonly drawn: DrawnAreas;
  readonly timeZone: string;
  /** Made where it is not there. */
  readonly folder: string;
}

/** Writes a page for each board, drawn from its JSON and what InfluxDB answers now. @returns their paths */
export async function writePages(request: PagesRequest): Promise<readonly string[]> {
  mkdirSync(request.folder, { recursive: true });
  const map = cityGeojson(request.city, request.drawn.outlines);
  const written: string[] = [];
  for (const { dashboard } of allBoards(request.city, request.timeZone, request.drawn)) {
    const board = JSON.parse(JSON.stringify(dashboard)) as BoardJson;
    const path = join(request.folder, `${board.uid}.html`);
    writeFileSync(path, drawPage(await queryBoard(board, map, request)));
    written.push(path);
  }
  return written;
}
