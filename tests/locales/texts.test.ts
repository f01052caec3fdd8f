import { join } from "node:path";
import { expect, it } from "vitest";
import type { BilingualText } from "../../domain/text.ts";
import { rooms, root, sourcesOf, textOf } from "../support/architecture/rooms.ts";

const chinese = /\p{Script=Han}/u;
/** A language is named in itself, whatever the page is in. */
const ownName = "中文";
/** A Chinese text may do without Chinese characters where it is blanks, marks, digits and names alone. */
const marksAlone = /^(?:\{\w+\}|[\p{P}\p{S}\p{N}\s]|[A-Z][A-Za-z]*)*$/u;

interface Found {
  readonly name: string;
  readonly text: BilingualText;
}

function isText(value: unknown): value is BilingualText {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value && typeof value.zh === "string";
}

/** Every text below `value`, named by its path. */
function textsIn(value: unknown, name: string): readonly Found[] {
  if (isText(value)) return [{ name, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${name}["${key}"]`));
}

const files = sourcesOf("locales").filter((file) => !file.endsWith("/fill.ts"));
const modules = await Promise.all(
  files.map(async (file) => [file, (await import(join(root, file))) as Readonly<Record<string, unknown>>] as const),
);
const tables = modules.flatMap(([file, module]) =>
  Object.entries(module).map(([name, table]) => ({ file, name, table })),
);
const texts = tables.flatMap(({ file, name, table }) => textsIn(table, `${file}: ${name}`));

const blanksOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, blank]) => blank as string))].toSorted();

it("every text is there in both languages, each in its own", () => {
  expect(texts.length).toBeGreaterThan(800);
  const wrong = texts.filter(
    ({ text: { zh, en } }) =>
      (zh === "") !== (en === "") ||
      chinese.test(en.replace(ownName, "")) ||
      !(chinese.test(zh) || marksAlone.test(zh)),
  );
  expect(wrong.map(({ name, text }) => `${name}: ${text.zh} | ${text.en}`)).toEqual([]);
});

it("both languages of a text leave the same blanks", () => {
  const wrong = texts.filter(({ text: { zh, en } }) => String(blanksOf(zh)) !== String(blanksOf(en)));
  expect(wrong.map(({ name, text }) => `${name}: ${text.zh} | ${text.en}`)).toEqual([]);
});

it("an English word that is counted has a form of its own for one", () => {
  const counted =
    /\{\w+\}(?: (?:open|more|other|urgent))* (?:case|day|gauge|place|reading|review|rule|station|alarm|warning|attempt|line|mistake|event|row|silence|device)s\b/;
  expect(texts.filter(({ text: { en } }) => counted.test(en)).map(({ name, text }) => `${name}: ${text.en}`)).toEqual(
    [],
  );
});

it("every text is used: by its key, or its whole table is", () => {
  const sources = rooms
    .flatMap(sourcesOf)
    .map((file) => ({ file, text: textOf(file).replaceAll(/^import [^;]*;/gm, "") }));
  const unused = tables.flatMap(({ file, name, table }) => {
    if (typeof table !== "object" || table === null) return [];
    const readers = sources
      .filter(({ file: other, text }) => other !== file && text.includes(name))
      .map(({ text }) => text);
    const own = textOf(file);
    const isWhole = [...readers, own.replace(`export const ${name}`, "")].some((text) =>
      new RegExp(`\\b${name}\\b(?!\\.\\w|\\[")`).test(text),
    );
    if (isWhole) return [];
    return Object.keys(table)
      .filter((key) => !readers.some((text) => text.includes(`${name}.${key}`) || text.includes(`${name}["${key}"]`)))
      .map((key) => `${file}: ${name}["${key}"]`);
  });
  expect(unused).toEqual([]);
});

it("no text for people stands outside of the tables", () => {
  const outside = rooms
    .filter((room) => room !== "locales")
    .flatMap(sourcesOf)
    .filter((file) => chinese.test(withoutComments(textOf(file))));
  expect(outside).toEqual([]);
  expect(chinese.test(withoutComments('const a = "//"; /* 水 */ const b = 1; // 水'))).toBe(false);
  expect(chinese.test(withoutComments('const a = "水"; // 水'))).toBe(true);
});

/** The source without comments; what stands in strings stays. */
function withoutComments(source: string): string {
  return source.replaceAll(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    "$1",
  );
}
