import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** Root of the repository. */
export const root = resolve(import.meta.dirname, "../../..");

/** The rows of docs/architecture.md, "Rooms, and who may import whom": a room and what it may import, as written. */
const rows: readonly (readonly [room: string, may: string])[] = [
  ...readFileSync(join(root, "docs", "architecture.md"), "utf8").matchAll(
    /^\| `([a-z-]+)\/` \| [^|]+ \| ([^|]+) \|$/gm,
  ),
].map(([, room, may]) => [room as string, may as string]);

/** Every room, in the order of the table. */
export const rooms: readonly string[] = rows.map(([room]) => room);

/** What each room may import beside itself and the ports of others: a list of rooms, `all`, `nothing`, or `all but` some. */
export const mayImport: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  rows.map(([room, may]) => {
    const named = may.replace(/^all but /, "").split(", ");
    if (may.startsWith("all but ")) return [room, rooms.filter((other) => !named.includes(other))];
    return [room, may === "all" ? rooms : may === "nothing" ? [] : named];
  }),
);

/** Paths from the root of the TypeScript files in a folder and below it; empty where there is no such folder. */
export function sourcesOf(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("dist/"))
    .map((file) => join(folder, file));
}

/** Text of a source. @param source its path from the root */
export function textOf(source: string): string {
  return readFileSync(join(root, source), "utf8");
}

/** Folders at the root that hold sources, `tests` included. */
export function foldersWithSources(): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map(({ name }) => name)
    .filter((folder) => sourcesOf(folder).length > 0);
}

export function roomOf(source: string): string {
  return source.split("/")[0] as string;
}

/** What a source imports from the repository, types and workers' files included: paths from the root. */
export function importsOf(source: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"|new URL\("(\.[^"]+\.ts)"/g);
  return [...found].map((match) => relative(root, resolve(root, source, "..", match[1] ?? match[2] ?? "")));
}
