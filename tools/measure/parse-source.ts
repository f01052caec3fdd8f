import { posix } from "node:path";
import { type Comment, parseSync, type StaticExport, Visitor, type VisitorObject } from "oxc-parser";

/** One function with a name or a body in braces; a callback of one expression belongs to the function around it. */
export interface FunctionSpan {
  /** `callback` where nothing names it. */
  readonly name: string;
  readonly file: string;
  /** First line, from 1. */
  readonly line: number;
  /** First to last line, both counted; comments above are left out. */
  readonly lines: number;
}

/** What one file says of itself. Paths go from the root of the tree, with `/`. */
export interface SourceMeasure {
  readonly file: string;
  readonly lines: number;
  readonly blankLines: number;
  /** Lines that hold a comment or a part of one. */
  readonly commentLines: number;
  readonly functions: readonly FunctionSpan[];
  /** Relative paths imported, types and workers included, resolved; each once. */
  readonly imports: readonly string[];
  /** Names the file declares and exports, and how many of them stand below a doc comment. */
  readonly exports: number;
  readonly documentedExports: number;
}

/**
 * Measures one TypeScript file.
 *
 * @param file path from the root of the tree
 * @throws {Error} when the file is not TypeScript
 */
export function parseSource(file: string, text: string): SourceMeasure {
  const { program, module, comments, errors } = parseSync(file, text, { lang: "ts" });
  const [error] = errors;
  if (error !== undefined) throw new Error(`Cannot measure ${file} as it must be TypeScript: got ${error.message}`);
  const lineOf = lineFinder(text);
  const found: Found = { functions: [], targets: [] };
  new Visitor(collector(found)).visit(program);
  const named = module.staticExports.flatMap(({ entries }) => entries.filter((entry) => entry.moduleRequest === null));
  const requests = [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...reExported(module)];
  const lines = text.split("\n");
  return {
    file,
    lines: lines.at(-1) === "" ? lines.length - 1 : lines.length,
    blankLines: lines.slice(0, lines.at(-1) === "" ? -1 : undefined).filter((line) => line.trim() === "").length,
    commentLines: linesWith(comments, lineOf).size,
    functions: found.functions.map(({ name, start, end }) => {
      const line = lineOf(start);
      return { name, file, line, lines: lineOf(end) - line + 1 };
    }),
    imports: resolved(file, [...requests, ...found.targets]),
    exports: named.length,
    documentedExports: documented(module.staticExports, comments, text),
  };
}

interface Found {
  readonly functions: { readonly name: string; readonly start: number; readonly end: number }[];
  /** What `import()`, `import("…")` in a type and `new URL("…", import.meta.url)` name. */
  readonly targets: string[];
}

/** The least of a node that a name is kept for. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function collector({ functions, targets }: Found): VisitorObject {
  const names = new Map<number, string>();
  /** A function that is the value of `key` is called so. */
  const name = (value: Span | null, key: string): void => {
    if (value !== null) names.set(value.start, key);
  };
  const add = (node: Span, own: string | undefined): void => {
    functions.push({ name: own ?? names.get(node.start) ?? "callback", start: node.start, end: node.end });
  };
  return {
    VariableDeclarator: ({ id, init }) => name(init, id.type === "Identifier" ? id.name : "callback"),
    Property: ({ key, value }) => name(value, keyText(key)),
    PropertyDefinition: ({ key, value }) => name(value, keyText(key)),
    MethodDefinition: ({ key, value }) => name(value, keyText(key)),
    FunctionDeclaration: (node) => (node.body === null ? undefined : add(node, node.id?.name)),
    FunctionExpression: (node) => (node.body === null ? undefined : add(node, node.id?.name)),
    ArrowFunctionExpression(node) {
      if (node.body.type === "BlockStatement" || names.has(node.start)) add(node, undefined);
    },
    ImportExpression: ({ source }) => text(source, targets),
    TSImportType: ({ source }) => text(source, targets),
    NewExpression({ callee, arguments: [path] }) {
      if (callee.type === "Identifier" && callee.name === "URL" && path !== undefined) text(path, targets);
    },
  };
}

function text(node: { readonly type: string; readonly value?: unknown }, into: string[]): void {
  if (node.type === "Literal" && typeof node.value === "string") into.push(node.value);
}

function keyText(key: { readonly type: string; readonly name?: unknown; readonly value?: unknown }): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return String(key.name ?? key.value ?? "callback");
}

function reExported(module: { readonly staticExports: readonly StaticExport[] }): readonly string[] {
  return module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
}

function resolved(file: string, requests: readonly string[]): readonly string[] {
  const own = requests.filter((request) => request.startsWith("."));
  return [...new Set(own.map((request) => posix.join(posix.dirname(file), request)))];
}

/** Exported names that a `/** … *\/` stands directly above. */
function documented(exported: readonly StaticExport[], comments: readonly Comment[], text: string): number {
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const hasDoc = (start: number): boolean =>
    docs.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  return exported
    .filter(({ start }) => hasDoc(start))
    .reduce((sum, { entries }) => sum + entries.filter(({ moduleRequest }) => moduleRequest === null).length, 0);
}

function linesWith(comments: readonly Comment[], lineOf: (at: number) => number): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { start, end } of comments)
    for (let line = lineOf(start); line <= lineOf(end - 1); line++) lines.add(line);
  return lines;
}

/** Line of a place in the text, both as the parser counts: lines from 1, UTF-16 units from 0. */
function lineFinder(text: string): (at: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
