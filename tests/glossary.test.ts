import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { modes } from "../domain/city/mode.ts";
import { root, textOf } from "./support/architecture/rooms.ts";
import { wordsOfSource } from "./support/glossary/declared-names.ts";
import {
  holds,
  isException,
  proseOf,
  type RetiredWord,
  retiredWords,
  wordsIn,
} from "./support/glossary/retired-words.ts";

const table = retiredWords(textOf("docs/glossary.md"));
const everywhere = table.filter(({ scope }) => scope === "everywhere");

/** The page that lists the words, what was released under them, data of cities, and what others have written. */
const notOurs = /^(?:docs\/glossary\.md|CHANGELOG\.md|LICENSE|(?:cities|node_modules|data|coverage)\/|(?:.*\/)?\.)/;

function filesOfRepository(): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((file) => !notOurs.test(file) && !file.includes("/node_modules/"));
}

const files = filesOfRepository();
const sources = files.filter((file) => file.endsWith(".ts"));

/** `file: name (retired word)` for each name that holds one. */
function retiredNames(file: string, names: Iterable<string>, words: readonly RetiredWord[] = table): readonly string[] {
  return [...names].flatMap((name) => {
    const parts = wordsIn(name);
    return words
      .filter((word) => holds(parts, word) && !isException(word, file, name))
      .map((word) => `${file}: ${name} (${word.words.join(" ")})`);
  });
}

/** `file: line (retired word)` for each line of prose that holds one. A phrase may go over the end of a line. */
function retiredProse(file: string, text: string, words: readonly RetiredWord[] = everywhere): readonly string[] {
  const parts = wordsIn(proseOf(text));
  return words
    .filter((word) => holds(parts, word) && !isException(word, file))
    .map((word) => `${file}: ${lineWith(text, word)} (${word.words.join(" ")})`);
}

function lineWith(text: string, word: RetiredWord): string {
  const line = text.split("\n").find((each) => holds(wordsIn(each), word)) ?? text;
  return line.replace(/^\s*(?:\*|#)?\s*/, "").slice(0, 100);
}

it("no file is named with a retired word", () => {
  expect(files.flatMap((file) => retiredNames(file, [basename(file)]))).toEqual([]);
});

it("nothing is declared under a retired word", () => {
  expect(sources.flatMap((file) => retiredNames(file, wordsOfSource(file, textOf(file)).names))).toEqual([]);
});

it("no comment uses a retired word", () => {
  const found = sources.flatMap((file) => retiredProse(file, wordsOfSource(file, textOf(file)).comments.join("\n\n")));
  expect(found).toEqual([]);
});

it("no page or README uses a retired word", () => {
  // What stands on docs/messages.md are texts, which are data.
  const pages = files.filter((file) => file.endsWith(".md") && !file.endsWith("docs/messages.md"));
  expect(pages.flatMap((file) => retiredProse(file, textOf(file)))).toEqual([]);
});

it("every path with which a retired word still stands is there", () => {
  const paths = table.flatMap(({ exceptions }) => [...exceptions]).filter((name) => name.includes("/"));
  const isThere = (path: string): boolean => files.some((file) => file === path || file.startsWith(path));
  expect([...new Set(paths)].filter((path) => !isThere(path))).toEqual([]);
});

it("the table has one row a word, and no word of it is another's replacement", () => {
  const words = table.map((word) => word.words.join(" "));
  expect(words).toEqual([...new Set(words)]);
  const used = [...textOf("docs/glossary.md").matchAll(/^\| ([^|]+) \| [^|]*\p{Script=Han}[^|]*\|/gmu)];
  expect(used.length).toBeGreaterThan(80);
  const kept = used.flatMap(([, cell]) => (cell as string).split(", "));
  expect(kept.filter((word) => everywhere.some((retired) => holds(wordsIn(word), retired)))).toEqual([]);
});

it("a retired word is found in a name, a file's name, a comment and a page, as a plural and over two lines", () => {
  const oneWord: RetiredWord = { words: ["ledger"], scope: "everywhere", exceptions: new Set(["oldLedger", "old/"]) };
  const twoWords: RetiredWord = { words: ["order", "desk"], scope: "everywhere", exceptions: new Set() };
  const both = [oneWord, twoWords];
  expect(retiredNames("a.ts", ["openLedgers", "oldLedger", "ORDER_DESK", "desk"], both)).toEqual([
    "a.ts: openLedgers (ledger)",
    "a.ts: ORDER_DESK (order desk)",
  ]);
  expect(retiredNames("old/a.ts", ["openLedgers"], both)).toEqual([]);
  expect(retiredNames("x/order-desk.test.ts", ["order-desk.test.ts"], both)).toHaveLength(1);
  expect(retiredProse("a.md", "An order\ndesk, and `ledger`.", both)).toHaveLength(1);
  expect(retiredProse("a.md", "```\nledger\n```\n", both)).toEqual([]);
  const source =
    "/** A ledger. */\nexport function f({ a: ledger }: { b: number }, ...c: []) { const [d = 1] = []; }\n";
  const { names, comments } = wordsOfSource("a.ts", source);
  expect([...names].toSorted()).toEqual(["b", "c", "d", "f", "ledger"]);
  expect(retiredProse("a.ts", comments.join("\n"), both)).toHaveLength(1);
});

it("the modes in the glossary are those that there are", () => {
  const [row] = textOf("docs/glossary.md").match(/^\| mode \|.*$/m) ?? [];
  expect(modes.filter((mode) => row?.includes(mode) !== true)).toEqual([]);
});
