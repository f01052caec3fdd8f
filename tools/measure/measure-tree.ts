import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type ImportGraph, importCircles } from "./import-circles.ts";
import { type FunctionSpan, parseSource, type SourceMeasure } from "./parse-source.ts";

export interface RoomMeasure {
  readonly room: string;
  readonly files: number;
  readonly lines: number;
  readonly functions: number;
}

/** A distribution of sizes; all 0 where nothing was counted. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Sizes and shape of the production sources of a tree: every TypeScript file but tests, data and declarations. */
export interface TreeMeasure {
  readonly rooms: readonly RoomMeasure[];
  readonly total: Omit<RoomMeasure, "room">;
  /** Files lying flat in a folder, and the fullest folders. */
  readonly folders: Spread & { readonly fullest: readonly { readonly folder: string; readonly files: number }[] };
  /** Lines of a function. */
  readonly functions: Spread & { readonly longest: readonly FunctionSpan[] };
  /** Lines of a file. */
  readonly files: Spread & { readonly longest: readonly { readonly file: string; readonly lines: number }[] };
  /** Groups of files, and of rooms, that import one another, types included. */
  readonly circles: {
    readonly files: readonly (readonly string[])[];
    readonly rooms: readonly (readonly string[])[];
  };
  readonly exports: { readonly count: number; readonly documented: number };
  /** Lines with a comment, of those that are not blank. */
  readonly comments: { readonly lines: number; readonly of: number };
}

const longestShown = 10;
const fullestShown = 3;

/** Folders at the root that hold no production source. */
const leftOut = new Set(["node_modules", "tests", "docs", "data", "coverage"]);

/**
 * @param root folder of the tree; rooms are its folders
 * @throws {Error} when a source cannot be parsed
 */
export function measureTree(root: string): TreeMeasure {
  const sources = sourcesIn(root).map((file) => parseSource(file, readFileSync(join(root, file), "utf8")));
  const functions = sources.flatMap((source) => source.functions);
  const folders = [...Map.groupBy(sources, ({ file }) => posix.dirname(file))].map(([folder, inside]) => ({
    folder,
    files: inside.length,
  }));
  const sum = (sizeOf: (source: SourceMeasure) => number): number =>
    sources.reduce((total, source) => total + sizeOf(source), 0);
  return {
    rooms: [...Map.groupBy(sources, ({ file }) => roomOf(file))].map(([room, inside]) => ({ room, ...sizes(inside) })),
    total: sizes(sources),
    folders: {
      ...spread(folders.map(({ files }) => files)),
      fullest: most(folders, ({ files }) => files, fullestShown),
    },
    functions: { ...spread(functions.map(({ lines }) => lines)), longest: most(functions, linesOf, longestShown) },
    files: {
      ...spread(sources.map(linesOf)),
      longest: most(sources, linesOf, fullestShown).map(({ file, lines }) => ({ file, lines })),
    },
    circles: { files: importCircles(fileGraph(sources)), rooms: importCircles(roomGraph(sources)) },
    exports: { count: sum((source) => source.exports), documented: sum((source) => source.documentedExports) },
    comments: { lines: sum((source) => source.commentLines), of: sum(({ lines, blankLines }) => lines - blankLines) },
  };
}

/** Paths from the root, sorted. */
function sourcesIn(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !leftOut.has(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
        .map((file) => posix.join(name, file.replaceAll("\\", "/"))),
    )
    .sort();
}

function roomOf(file: string): string {
  return file.slice(0, file.indexOf("/"));
}

function linesOf({ lines }: { readonly lines: number }): number {
  return lines;
}

function sizes(sources: readonly SourceMeasure[]): Omit<RoomMeasure, "room"> {
  return {
    files: sources.length,
    lines: sources.reduce((sum, { lines }) => sum + lines, 0),
    functions: sources.reduce((sum, source) => sum + source.functions.length, 0),
  };
}

function most<Item>(items: readonly Item[], sizeOf: (item: Item) => number, count: number): readonly Item[] {
  return items.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, count);
}

/** Nearest rank: the least size that so many of a hundred do not pass. */
function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (percent: number): number => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
  return { count: sorted.length, p50: rank(50), p90: rank(90), p99: rank(99), max: rank(100) };
}

function fileGraph(sources: readonly SourceMeasure[]): ImportGraph {
  return new Map(sources.map(({ file, imports }) => [file, new Set(imports)]));
}

/** Rooms by what their files import; a room may import itself. */
function roomGraph(sources: readonly SourceMeasure[]): ImportGraph {
  const graph = new Map<string, Set<string>>(sources.map(({ file }) => [roomOf(file), new Set()]));
  for (const { file, imports } of sources) {
    for (const target of imports) if (roomOf(target) !== roomOf(file)) graph.get(roomOf(file))?.add(roomOf(target));
  }
  return graph;
}
