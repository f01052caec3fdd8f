import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

const page = readFileSync(join(root, "docs", "architecture.md"), "utf8");
const rows = [...page.matchAll(/^\| `([a-z-]+)\/` \| [^|]+ \| ([^|]+) \|$/gm)].map(
  ([, room, may]) => [room!, may!] as const,
);
const rooms = rows.map(([room]) => room);

/** Who may import whom, as docs/architecture.md says: a list of rooms, or `all but` some. */
const mayImport: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  rows.map(([room, may]) => {
    const named = may.replace(/^all but /, "").split(", ");
    if (may.startsWith("all but ")) return [room, rooms.filter((other) => !named.includes(other))];
    return [room, may === "all" ? rooms : may === "nothing" ? [] : named];
  }),
);

/** Path of every TypeScript source in a room, from the root. */
function sourcesOf(room: string): readonly string[] {
  if (!existsSync(join(root, room))) return [];
  return readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(room, file));
}

function importsOf(source: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"|new URL\("(\.[^"]+\.ts)"/g);
  return [...found].map((match) => relative(root, resolve(root, dirname(source), match[1] ?? match[2] ?? "")));
}

function forbidden(source: string, text: string): readonly string[] {
  const room = source.split("/")[0] as string;
  return importsOf(source, text)
    .filter((target) => {
      const other = target.split("/")[0] as string;
      if (other === room || mayImport[room]?.includes(other)) return false;
      return room === "domain" || target !== `${other}/ports.ts`;
    })
    .map((target) => `${source} imports ${target}`);
}

it("rooms import only what the table allows", () => {
  const all = rooms.flatMap(sourcesOf);
  expect(all.length).toBeGreaterThan(500);
  expect(all.flatMap((source) => forbidden(source, readFileSync(join(root, source), "utf8")))).toEqual([]);
});

it("the table catches a forbidden import, static or dynamic", () => {
  expect(forbidden("rules/x.ts", 'import { a } from "../store/a.ts";')).toHaveLength(1);
  expect(forbidden("rules/x.ts", 'await import("../cases/a.ts")')).toHaveLength(1);
  expect(forbidden("store/x.ts", 'import type { A } from "../rules/engine/engine.ts";')).toHaveLength(1);
  expect(forbidden("store/x.ts", 'import type { A } from "../store/ports.ts";')).toHaveLength(0);
});

it("every folder with sources is in the table, and every room says what it is", () => {
  const ignored = new Set(["node_modules", "tests", "docs", "cities", "data"]);
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !ignored.has(entry.name))
    .map((entry) => entry.name)
    .filter((folder) => sourcesOf(folder).length > 0);
  for (const room of folders) {
    expect(Object.keys(mayImport)).toContain(room);
    const readme = readFileSync(join(root, room, "README.md"), "utf8");
    expect(readme.trimEnd().split("\n").length, `${room}/README.md`).toBeLessThanOrEqual(20);
  }
});

it("the hot path and the rules reach for no clock, chance or log of their own", () => {
  const names = ["rules", "series", "quality", "blindspots", "suppression", "cases", "warnings", "domain"];
  const pure = names.flatMap(sourcesOf);
  const global = /\b(Date\.now\(|new Date\(\)|Math\.random\(|console\.)/;
  const offenders = pure.filter(
    (source) => source !== "domain/clock.ts" && global.test(readFileSync(join(root, source), "utf8")),
  );
  expect(offenders).toEqual([]);
});
