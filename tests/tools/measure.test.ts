import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { measureTree, type TreeMeasure } from "../../tools/measure/measure-tree.ts";
import { parseSource } from "../../tools/measure/parse-source.ts";

const root = join(import.meta.dirname, "..", "..");
const planted = plant({
  "pump/a.ts": 'import { b } from "./b.ts";\n\n/** Doc. */\nexport const a = () => b;\n',
  "pump/b.ts": 'import type { C } from "./deep/c.ts";\nexport const b: C = 1;\nexport type Size = number;\n',
  "pump/deep/c.ts": 'export type C = import("../a.ts").A | number;\n',
  "gate/long.ts": `/** Doc. */\nexport function longest(): void {\n${"  // 水\n".repeat(70)}}\n`,
  "gate/worker.ts": 'new URL("../valve/valve.ts", import.meta.url);\nexport { a } from "../pump/a.ts";\n',
  "valve/valve.ts": 'await import("../gate/worker.ts");\n',
  "tests/left-out.test.ts": "export const out = 1;\n",
  "valve/left-out.d.ts": "export declare const out: number;\n",
});
const measure = measureTree(planted);

afterAll(() => rmSync(planted, { recursive: true }));

function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-measure-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

it("measureTree() finds circles of files, types and workers included, and of rooms", () => {
  expect(measure.circles.files).toEqual([
    ["pump/a.ts", "pump/b.ts", "pump/deep/c.ts"],
    ["gate/worker.ts", "valve/valve.ts"],
  ]);
  expect(measure.circles.rooms).toEqual([["gate", "valve"]]);
});

it("measureTree() names the longest function and its place", () => {
  expect(measure.functions.longest[0]).toEqual({ name: "longest", file: "gate/long.ts", line: 2, lines: 72 });
  expect(measure.functions).toMatchObject({ count: 2, p50: 1, max: 72 });
});

it("measureTree() counts rooms, folders, exports and comments of production sources alone", () => {
  expect(measure.rooms.map(({ room, files, functions }) => [room, files, functions])).toEqual([
    ["gate", 2, 1],
    ["pump", 3, 1],
    ["valve", 1, 0],
  ]);
  expect(measure.folders).toMatchObject({ count: 4, max: 2 });
  expect(measure.exports).toEqual({ count: 5, documented: 2 });
  expect(measure.comments).toEqual({ lines: 72, of: 73 + 3 + 3 + 1 + 2 + 1 });
});

it("parseSource() names functions after what holds them, and counts no callback of one expression", () => {
  const source = `class Pump {
  readonly #rate = (x: number) => x;
  get speed() { return [1].map((one) => one + 1); }
  declare(): void { setTimeout(() => { this.declare(); }); }
}
const table = { open: () => 1, "shut now"() {} };
function over(a: string): void;
function over(a: unknown): void {}
`;
  expect(parseSource("x/y.ts", source).functions.map(({ name, line }) => [name, line])).toEqual([
    ["#rate", 2],
    ["speed", 3],
    ["declare", 4],
    ["callback", 4],
    ["open", 6],
    ["shut now", 6],
    ["over", 8],
  ]);
});

it("parseSource() refuses what is no TypeScript, with the file's name", () => {
  expect(() => parseSource("x/y.ts", "const = 1")).toThrow(/^Cannot measure x\/y\.ts as it must be TypeScript: got /);
});

it("npm run measure prints the tree's own figures, as text and as JSON", () => {
  const run = (...words: string[]): string =>
    execFileSync(process.execPath, [join(root, "tools", "measure.ts"), ...words], { encoding: "utf8" });
  expect(run(planted)).toContain("import circles of rooms: 1\n  gate <-> valve\n");
  expect(JSON.parse(run(planted, "--json"))).toEqual(measure);
  const own: TreeMeasure = JSON.parse(run("--json"));
  expect(own.rooms.find(({ room }) => room === "rules")?.files).toBeGreaterThan(20);
});
