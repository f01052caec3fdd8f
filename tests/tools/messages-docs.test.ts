import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { textTables } from "../../tools/docs/messages/messages-docs.ts";
import { root, sourcesOf, textOf } from "../support/architecture/rooms.ts";

const page = readFileSync(join(root, "docs", "messages.md"), "utf8");

/** Words that are read and shown to nobody, characters that stand alone on the rail, names, and colours. */
const readAlone = new Set([
  "looks colours",
  "simulation/demo-names demoCallerNames",
  "simulation/demo-names demoNewcomer",
  "format/pinyin pinyinFirsts",
  "limits/grammar clockWords",
  "console/frame screenCharacters",
]);
/** Words by which a city's spreadsheet is understood. */
const isReadAlone = (name: string): boolean => readAlone.has(name) || name.startsWith("city-builder/sheet-words ");

it("docs/messages.md has every table of texts, and every text of it in a row", async () => {
  const declared = sourcesOf("locales").flatMap((file) =>
    [...textOf(file).matchAll(/^export const (\w+)/gm)].map(
      ([, name]) => `${file.slice("locales/".length, -".ts".length)} ${name}`,
    ),
  );
  const tables = await textTables();
  expect(tables.map(({ file, name }) => `${file} ${name}`).toSorted()).toEqual(
    declared.filter((name) => !isReadAlone(name)).toSorted(),
  );
  for (const { file, name, texts } of tables) {
    const start = page.indexOf(`### \`${name}\` of \`locales/${file}.ts\``);
    expect(start, `${name} of ${file}`).toBeGreaterThan(0);
    const section = page.slice(start, page.indexOf("\n##", start + 3) + 1 || undefined);
    for (const { key } of texts) expect(section, `${name} of ${file}`).toContain(`| \`${key}\` |`);
  }
});
