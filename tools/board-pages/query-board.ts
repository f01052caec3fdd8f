import type { CityGeojson } from "../../dashboards/city-geojson.ts";
import type { BoardJson, PanelJson, TargetJson } from "./board-shape.ts";
import { fillQuery, lengthMs, type TimeRange } from "./fill-query.ts";
import { type Frame, type InfluxSource, queryInflux } from "./query-influx.ts";

export interface BoardQueryOptions {
  readonly source: InfluxSource;
  /** By the name of the choice; what is not here takes its first option. */
  readonly choices: Readonly<Record<string, string>>;
  /** What is taken for now, ms since 1970. */
  readonly now: number;
}

/** One query as it was run, and what came of it. */
export interface QueryResult {
  readonly refId: string;
  readonly query: string;
  readonly frames: readonly Frame[];
}

export interface PanelResults {
  readonly panel: PanelJson;
  readonly span: TimeRange;
  readonly results: readonly QueryResult[];
}

/** A board with the answers to every query in it. */
export interface BoardResults {
  readonly board: BoardJson;
  readonly choices: Readonly<Record<string, string>>;
  readonly panels: readonly PanelResults[];
  readonly annotations: readonly QueryResult[];
  readonly map: CityGeojson;
}

/** Runs every query of every panel and annotation of a board. */
export async function queryBoard(
  board: BoardJson,
  map: CityGeojson,
  { source, now, choices }: BoardQueryOptions,
): Promise<BoardResults> {
  const chosen = { ...firstOptions(board), ...choices };
  const ask = async (target: TargetJson, span: TimeRange, leastIntervalMs = 0): Promise<QueryResult> => {
    const query = fillQuery(target.query, span, chosen, leastIntervalMs);
    return { refId: target.refId, query, frames: await queryInflux(source, target, query) };
  };
  const boardLength = lengthMs(board.time.from.replace("now-", ""));
  const panels: PanelResults[] = [];
  for (const panel of board.panels) {
    const span = { from: now - (panel.timeFrom === undefined ? boardLength : lengthMs(panel.timeFrom)), to: now };
    const asked: QueryResult[] = [];
    for (const target of panel.targets ?? []) asked.push(await ask(target, span, lengthMs(panel.interval ?? "")));
    panels.push({ panel, span, results: asked });
  }
  const annotations: QueryResult[] = [];
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
