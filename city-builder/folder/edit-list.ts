import { type Document, isMap, isSeq, type Node, parseDocument, stringify, type YAMLMap, YAMLSeq } from "yaml";
import type { StationEdit } from "../import/staged-station.ts";

/** What is written into a file of stations. */
export interface ListChanges {
  readonly edits: ReadonlyMap<string, readonly StationEdit[]>;
  readonly added: readonly object[];
}

const written = { lineWidth: 0 } as const;

/** Lists of plain words without blanks inside their brackets, as city files have them. */
function tight(text: string): string {
  return text.replaceAll(/: \[ ([\w.-]+(?:, [\w.-]+)*) \]/g, ": [$1]");
}

/** Short groups that are read in one line. */
const inOneLine = new Set(["name", "position", "range", "tags"]);

/**
 * A file of stations with changes, everything else byte for byte as it was: what a person wrote is theirs. Of a station that
 * changes, comments stay and blanks may move.
 *
 * @returns null where the file is no list of blocks under `stations:`
 */
export function editStations(text: string, { edits, added }: ListChanges): string | null {
  const document = parseDocument(text);
  const list = document.errors.length > 0 ? null : document.get("stations");
  if (!isSeq(list)) return null;
  if (list.flow === true && list.items.length > 0) return edits.size === 0 && added.length === 0 ? text : null;
  let changed = text;
  // From the end to the beginning, so that places before stay what they are.
  for (const item of list.items.toReversed()) {
    const id = isMap(item) ? item.get("id") : undefined;
    const own = edits.get(String(id));
    if (own !== undefined && isMap(item)) changed = withItem(changed, item, own);
  }
  return added.length === 0 ? changed : withAdded(changed, added);
}

/** One station anew, in its place. */
function withItem(text: string, item: YAMLMap, edits: readonly StationEdit[]): string {
  const [start = 0, end = 0] = item.range ?? [];
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", Math.max(end - 1, 0));
  const to = lineEnd === -1 ? text.length : lineEnd + 1;
  const indent = /^ */.exec(text.slice(from))?.[0] ?? "";
  const own = text.slice(from, to).replaceAll(new RegExp(`^${indent}`, "gm"), "");
  const document = parseDocument(own);
  for (const edit of edits) apply(document, edit);
  const anew = tight(document.toString(written)).replaceAll(/^(?=.)/gm, indent);
  return text.slice(0, from) + anew + text.slice(to);
}

function apply(document: Document, { do: act, path, value }: StationEdit): void {
  const at = [0, ...path];
  if (act === "set") {
    const before = document.getIn(at, true);
    const comment = (before as Node | undefined)?.comment;
    document.setIn(at, nodeOf(document, path.at(-1), value));
    const after = document.getIn(at, true) as Node | undefined;
    // A comment behind a value that is no longer there would tell of the old one.
    if (after !== undefined && typeof comment === "string") after.comment = null;
  } else {
    const list = document.getIn(at);
    if (isSeq(list)) list.add(blockOf(document, value));
    else document.setIn(at, blockOf(document, [value]));
  }
}

function nodeOf(document: Document, key: unknown, value: unknown): Node {
  const node = blockOf(document, value);
  if (typeof key === "string" && inOneLine.has(key) && (isMap(node) || isSeq(node))) node.flow = true;
  return node;
}

/** A value as a node, with its short groups in one line. */
function blockOf(document: Document, value: unknown): Node {
  const node = document.createNode(value);
  inlineIn(node);
  return node;
}

function inlineIn(node: unknown): void {
  if (isSeq(node)) for (const item of node.items) inlineIn(item);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (inOneLine.has(String(key)) && (isMap(value) || isSeq(value))) value.flow = true;
    else inlineIn(value);
  }
}

/** New entries at the end of the list, indented as the others are. */
function withAdded(text: string, added: readonly object[]): string {
  const document = parseDocument(text);
  const list = document.get("stations");
  if (!isSeq(list)) return text;
  if (list.items.length === 0) return withFirst(text, added);
  const start = (list.items[0] as Node | undefined)?.range?.[0] ?? 0;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const indent = /^ */.exec(text.slice(from))?.[0] ?? "";
  const before = text.endsWith("\n") ? text : `${text}\n`;
  return `${before}\n${blocks(added, indent)}`;
}

/** The first entries of a list that was empty. */
function withFirst(text: string, added: readonly object[]): string {
  const emptied = text.replace(/^stations:[ \t]*(\[\s*\])?/m, "stations:");
  return `${emptied.trimEnd()}\n${blocks(added, "  ")}`;
}

function blocks(added: readonly object[], indent: string): string {
  const scratch = parseDocument("");
  return added
    .map((each) => {
      const list = new YAMLSeq();
      list.add(blockOf(scratch, each));
      return tight(stringify(list, written)).replaceAll(/^(?=.)/gm, indent);
    })
    .join("\n");
}
