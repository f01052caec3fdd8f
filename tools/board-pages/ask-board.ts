import type { CityGeojson } from "../../dashboards/city-geojson.ts";
import { askInflux, type Frame, type InfluxSource } from "./ask-influx.ts";
import type { BoardJson, PanelJson, TargetJson } from "./board-shape.ts";
import { fillQuery, lengthMs, type Span } from "./fill-query.ts";

export interface AskRequest {
  readonly source: InfluxSource;
  /** By the name of the choice; what is not here takes its first option. */
  readonly choices: Readonly<Record<string, string>>;
  /** What is taken for now, ms since 1970. */
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

/** Runs every query of every panel and annotation of a board. */
export async function askBoard(
  board: BoardJson,
  map: CityGeojson,
  { source, now, choices }: AskRequest,
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
