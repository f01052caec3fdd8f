import { globSync } from "node:fs";
import { join } from "node:path";
import type { BilingualText } from "../../../domain/text.ts";
import { type BlankValue, fill } from "../../../locales/fill.ts";
import { allClearMessages, floodMessages, type SampleMessage } from "./sample-messages.ts";
import samples from "./samples.json" with { type: "json" };

const locales = join(import.meta.dirname, "..", "..", "..", "locales");

/** Occasions in the order of the page, each with the files of locales/ whose texts are for it: a name, or a folder. */
const { occasions } = samples;

/** What stands in the blanks, and in those of one text by its key where something else fits better there. */
const blanks: Readonly<Record<string, BlankValue>> = samples.blanks;
const blanksByKey: Readonly<Record<string, Readonly<Record<string, BlankValue>>>> = samples.blanksOf;

/** A table of texts as a module of locales/ exports it. */
export interface TextTable {
  /** Within locales/, without its ending. */
  readonly file: string;
  readonly name: string;
  readonly texts: readonly { readonly key: string; readonly text: BilingualText }[];
}

/** Every table of texts there is, in the order of the files. */
export async function textTables(): Promise<readonly TextTable[]> {
  const files = globSync("**/*.ts", { cwd: locales }).toSorted();
  const tables = await Promise.all(
    files.map(async (name) => {
      const module = (await import(join(locales, name))) as Readonly<Record<string, unknown>>;
      // A module's exports have no order that all that load it agree on.
      const exported = Object.entries(module).toSorted(([one], [other]) => (one < other ? -1 : 1));
      return exported.map(([table, value]) => ({
        file: name.slice(0, -".ts".length),
        name: table,
        texts: textsIn(value, ""),
      }));
    }),
  );
  return tables.flat().filter(({ texts }) => texts.length > 0);
}

function textsIn(value: unknown, key: string): TextTable["texts"] {
  if (isText(value)) return [{ key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, each]) => textsIn(each, key === "" ? inner : `${key}.${inner}`));
}

function isText(value: unknown): value is BilingualText {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value && typeof value.zh === "string";
}

/** The text of docs/messages.md. */
export async function messagesMarkdown(): Promise<string> {
  const tables = await textTables();
  const grouped = Map.groupBy(tables, ({ file }) => headingOf(file));
  return [
    `# ${samples.headings.page}`,
    "",
    "Made by `npm run docs` from `locales/`, with sample data in the blanks; a blank without a sample is shown by its name. What goes out of",
    "a case or warning is put together by `messages/`, `cases/` and `warnings/`: the first two tables are made by that code. Which language",
    "somebody reads: [language.md](language.md).",
    "",
    `## ${samples.headings.flood}`,
    "",
    ...sampleTable(floodMessages()),
    `## ${samples.headings.allClear}`,
    "",
    ...sampleTable(allClearMessages()),
    ...[...occasions.map((each) => each.heading), otherHeading].flatMap((each) => section(each, grouped.get(each))),
  ].join("\n");
}

const otherHeading = samples.headings.other;

/** The heading that names the file, or else its folder. */
function headingOf(file: string): string {
  const named = occasions.find(({ files }) => files.includes(file));
  const inFolder = occasions.find(({ files }) => files.some((each) => each.endsWith("/") && file.startsWith(each)));
  return (named ?? inFolder)?.heading ?? otherHeading;
}

function section(heading: string, tables: readonly TextTable[] | undefined): readonly string[] {
  if (tables === undefined) return [];
  return [`## ${heading}`, "", ...tables.flatMap(tableLines)];
}

function tableLines({ file, name, texts }: TextTable): readonly string[] {
  return [
    `### \`${name}\` of \`locales/${file}.ts\``,
    "",
    heading("key"),
    "| --- | --- | --- |",
    ...texts.map(({ key, text }) => {
      const shown = fill(text, { ...blanks, ...blanksByKey[key] });
      return `| \`${key}\` | ${cell(shown.zh)} | ${cell(shown.en)} |`;
    }),
    "",
  ];
}

function sampleTable(messages: readonly SampleMessage[]): readonly string[] {
  return [
    heading("occasion"),
    "| --- | --- | --- |",
    ...messages.map(
      ({ occasion, words }) => `| ${occasion.zh} ${occasion.en} | ${cell(words.zh)} | ${cell(words.en)} |`,
    ),
    "",
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
}

function heading(first: string): string {
  return `| ${first} | ${samples.headings.languages.zh} | ${samples.headings.languages.en} |`;
}
