import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { cityTexts } from "../locales/city.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import { type ConfigProblem, gotText, pathText } from "../yaml/problem.ts";
import { parseYaml, readYamlText, type YamlSource } from "../yaml/read-yaml.ts";

/** Lists that make a city: each a file `<list>.yaml`, or a folder `<list>/` of such files, or both. */
export const cityLists = [
  "areas",
  "units",
  "stations",
  "rules",
  "inhibitions",
  "endpoints",
  "posts",
  "ladders",
  "alert-sources",
] as const;

/** Lists that every city has to have; the others may be left out. */
const neededLists: readonly CityList[] = ["areas", "units", "stations"];

export type CityList = (typeof cityLists)[number];

/** Files that are one group each, and that a city may do without. */
export const optionalGroups = [
  "case-policy.yaml",
  "calendar.yaml",
  "case-classes.yaml",
  "warning-policy.yaml",
  "modes.yaml",
] as const;

export type OptionalGroup = (typeof optionalGroups)[number];

/** Something a city file declares, that still knows its place. */
export interface Declaration<T> {
  readonly value: T;
  /** Place of a part of it, or of itself. */
  place(path?: readonly PropertyKey[], what?: "key" | "value"): string;
  /** Path of a part of it as problems show it. */
  path(path?: readonly PropertyKey[]): string;
}

/** A file of a city as it was read. */
export interface FileText {
  /** Path within the city folder, such as `rules/river.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** The files of one list, before anything in them is looked at. */
export interface ListFiles {
  readonly files: readonly FileText[];
  /** Those that could not be read. */
  readonly problems: readonly ConfigProblem[];
}

export interface DeclarationList<T> {
  readonly entries: readonly Declaration<T>[];
  /** Entries whose shape is wrong, as far as they can be read; what they are called counts as known. */
  readonly broken: readonly unknown[];
  /** False when a file could not be understood, so that what is missing may stand in it. */
  readonly isWhole: boolean;
  readonly problems: readonly ConfigProblem[];
}

export function readListFiles(folder: string, list: CityList): ListFiles {
  const read = fileNames(folder, list).map((name) => ({ name, text: readYamlText(join(folder, name), name) }));
  return {
    files: read.flatMap(({ name, text }) => (typeof text === "string" ? [{ name, text }] : [])),
    problems: read.flatMap(({ text }) => (typeof text === "string" ? [] : [text])),
  };
}

/** Understands one list; every entry is checked on its own, so that a wrong one hides no other. */
export function parseList<T>(
  { files, problems: unread }: ListFiles,
  list: CityList,
  schema: z.ZodType<T>,
): DeclarationList<T> {
  const entries: Declaration<T>[] = [];
  const broken: unknown[] = [];
  const problems: ConfigProblem[] = [...unread];
  let isWhole = unread.length === 0;
  for (const { name, text } of files) {
    const read = parseYaml(text, name);
    problems.push(...read.problems);
    const { source } = read;
    const items = source === null ? null : itemsIn(source, list, problems);
    if (source === null || items === null) {
      isWhole = false;
      continue;
    }
    for (const [index, item] of items.entries()) {
      const base = [list, index];
      const checked = checkShape(schema, item, source.placeOf, base);
      if (checked.ok) entries.push(declarationAt(checked.value, source, base));
      else {
        broken.push(item);
        problems.push(...checked.problems);
      }
    }
  }
  return { entries, broken, isWhole, problems };
}

/** Reads a file that is one group, not a list. */
export function readGroup<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
): {
  readonly entry: Declaration<T> | null;
  readonly problems: readonly ConfigProblem[];
  readonly files: readonly FileText[];
} {
  const text = readYamlText(join(folder, name), name);
  if (typeof text !== "string") return { entry: null, problems: [text], files: [] };
  const files = [{ name, text }];
  const { source, problems } = parseYaml(text, name);
  if (source === null) return { entry: null, problems, files };
  const checked = checkShape(schema, source.value, source.placeOf);
  return checked.ok
    ? { entry: declarationAt(checked.value, source, []), problems, files }
    : { entry: null, problems: [...problems, ...checked.problems], files };
}

/** Reads a file that is one group and may be left out. */
export function readOptionalGroup<T>(
  folder: string,
  name: OptionalGroup,
  schema: z.ZodType<T>,
): ReturnType<typeof readGroup<T>> {
  return existsSync(join(folder, name)) ? readGroup(folder, name, schema) : { entry: null, problems: [], files: [] };
}

/** YAML files of the folder, and of the folders of `lists`, that nobody would read: misspelt names, and `.yml`. */
export function unreadFiles(folder: string, lists: readonly CityList[] = cityLists): readonly ConfigProblem[] {
  const usual = ["city.yaml", ...cityLists.map((list) => `${list}.yaml`)];
  const known: readonly string[] = [...usual, ...optionalGroups];
  const inFolder = yamlNames(folder).filter((name) => !known.includes(name));
  const inLists = lists.flatMap((list) =>
    yamlNames(join(folder, list))
      .filter((name) => name.endsWith(".yml"))
      .map((name) => `${list}/${name}`),
  );
  return [...inFolder, ...inLists].map((name) => ({
    where: name,
    path: "",
    wanted: fill(cityTexts["wanted.known-file"], { files: enumerated(usual), folders: enumerated(cityLists) }),
    got: cityTexts["got.unread-file"],
    fix: didYouMean(name, known) ?? cityTexts["fix.unread-file"],
  }));
}

/** A part of something placed, placed itself. */
export function partOfDeclaration<T>(
  whole: Declaration<unknown>,
  base: readonly PropertyKey[],
  value: T,
): Declaration<T> {
  return {
    value,
    place: (path = [], what) => whole.place([...base, ...path], what),
    path: (path = []) => whole.path([...base, ...path]),
  };
}

function declarationAt<T>(value: T, source: YamlSource, base: readonly PropertyKey[]): Declaration<T> {
  return {
    value,
    place: (path = [], what) => source.placeOf([...base, ...path], what),
    path: (path = []) => pathText([...base, ...path]),
  };
}

function itemsIn(source: YamlSource, list: CityList, problems: ConfigProblem[]): readonly unknown[] | null {
  const { value } = source;
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  const items: unknown = isGroup ? (value as Record<string, unknown>)[list] : undefined;
  const others = isGroup ? Object.keys(value).filter((key) => key !== list) : [];
  for (const key of others) {
    problems.push({
      where: source.placeOf([key], "key"),
      path: key,
      wanted: fill(sharedTexts["key-alone"], { key: list }),
      got: fill(sharedTexts["got.unknown-key"], { key }),
      fix: didYouMean(key, [list]),
    });
  }
  if (Array.isArray(items)) return items;
  if (others.length === 0 || items !== undefined) {
    problems.push({
      where: source.placeOf([list]),
      path: list,
      wanted: fill(sharedTexts["list-under-key"], { key: list }),
      got: gotText(isGroup ? items : value),
      fix: fill(cityTexts["fix.list"], { key: list }),
    });
  }
  return null;
}

/** The files of a list that are there, and `<list>.yaml` where one must be. */
export function fileNames(folder: string, list: CityList): readonly string[] {
  const single = `${list}.yaml`;
  const within = yamlNames(join(folder, list)).map((name) => `${list}/${name}`);
  const files = within.filter((name) => name.endsWith(".yaml"));
  return existsSync(join(folder, single)) || (files.length === 0 && neededLists.includes(list))
    ? [single, ...files]
    : files;
}

function yamlNames(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort();
}
