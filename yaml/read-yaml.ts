import { readFileSync, statSync } from "node:fs";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { fileTexts } from "../locales/yaml.ts";
import { decodeText } from "./decode-text.ts";
import { readEntryLines } from "./entry-lines.ts";
import type { ConfigProblem } from "./problem.ts";
import { duplicateKeys, syntaxProblem } from "./yaml-problems.ts";

const maxFileBytes = 32 * 1024 * 1024;
/** Uses of one anchor before the file counts as a bomb; a city written by hand uses a handful. */
const maxAliases = 100;

/** A YAML file as plain values that still know their lines. */
export interface YamlSource {
  /** As problems show it. */
  readonly name: string;
  readonly value: unknown;
  /** `name:line:column` of the value at `path`, or of its key; of the nearest thing around it where there is none. */
  placeOf(path: readonly PropertyKey[], what?: "key" | "value"): string;
}

export interface YamlRead {
  /** Null when the text could not be understood at all. */
  readonly source: YamlSource | null;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a YAML 1.2 file that people edit by hand: UTF-8, one document, each key once, few aliases.
 *
 * @param name what problems call the file
 */
export function readYaml(path: string, name: string): YamlRead {
  const text = readYamlText(path, name);
  return typeof text === "string" ? parseYaml(text, name) : { source: null, problems: [text] };
}

/** The text of such a file, or why it cannot be read. */
export function readYamlText(path: string, name: string): string | ConfigProblem {
  const bytes = readBytes(path, name);
  return bytes instanceof Uint8Array ? decodeText(bytes, name) : bytes;
}

/** `readYaml` for text already in memory. */
export function parseYaml(text: string, name: string): YamlRead {
  const value = readEntryLines(text);
  if (value === null) return parseWhole(text, name);
  // Where things stand is asked for where something is wrong, seldom enough to read the text once more for it.
  let whole: YamlSource | null = null;
  const placeOf: YamlSource["placeOf"] = (path, what) => {
    whole ??= parseWhole(text, name).source;
    return whole?.placeOf(path, what) ?? name;
  };
  return { source: { name, value, placeOf }, problems: [] };
}

function parseWhole(text: string, name: string): YamlRead {
  const lines = new LineCounter();
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: "1.2" });
  // What comes after the first fault mostly follows from it: one wrong tab would be named ten times.
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) {
    return { source: null, problems: [syntaxProblem(broken.code, place(broken.pos[0]))] };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    const placeOf: YamlSource["placeOf"] = (path, what = "value") => place(offsetOf(document, path, what));
    return { source: { name, value, placeOf }, problems: duplicateKeys(document, place) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { source: null, problems: [syntaxProblem("RESOURCE_EXHAUSTION", place(0))] };
  }
}

function readBytes(path: string, name: string): Uint8Array | ConfigProblem {
  const unreadable = (got: BilingualText, fix: BilingualText): ConfigProblem => ({
    where: name,
    path: "",
    wanted: fileTexts["wanted.file"],
    got,
    fix,
  });
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return unreadable(fileTexts["got.folder"], fileTexts["fix.name-file"]);
    if (stat.size > maxFileBytes) {
      const got = fill(fileTexts["got.bytes"], { count: stat.size });
      return unreadable(got, fill(fileTexts["fix.split"], { max: maxFileBytes }));
    }
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : fileTexts["got.an-error"];
    if (code === "ENOENT") return unreadable(fileTexts["got.absent"], fileTexts["fix.create"]);
    return unreadable(fill(fileTexts["got.unreadable"], { code }), fileTexts["fix.permission"]);
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], what: "key" | "value"): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    const within = resolved(node, document);
    const isLast = index === path.length - 1;
    if (isMap(within)) {
      const pair = within.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) return offset;
      node = pair.value;
      const keyAt = startOf(pair.key) ?? offset;
      offset = isLast && what === "key" ? keyAt : (startOf(node) ?? keyAt);
    } else if (isSeq(within) && typeof part === "number") {
      node = within.items[part];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function resolved(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
