import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { bad, levelLooks, looks, plain, poor } from "../../dashboards/level-looks.ts";
import { levels } from "../../domain/city/level.ts";
import { colours, lookOfLevel } from "../../locales/looks.ts";

/** Full loss of one cone kind, linear RGB. @see Machado, Oliveira, Fernandes 2009, table 1, severity 1.0 */
const deficiencies: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE 1976 difference that is seen at once, side by side or not: about ten just noticeable ones. */
const plainToSee = 20;

it("the four levels are told apart by colour alone under every kind of colour blindness", () => {
  const colours = levelLooks.map((look) => look.colour);
  for (const kind of Object.keys(deficiencies)) expect(nearest(colours, kind), kind).toBeGreaterThan(plainToSee);
});

it("calm and unknown are told from each level too, though less plainly", () => {
  const colours = looks.map((look) => look.colour);
  for (const kind of Object.keys(deficiencies)) expect(nearest(colours, kind), kind).toBeGreaterThan(15);
});

it("the measure would refuse the traffic light's green and red", () => {
  expect(nearest(["#4c9a2a", "#c0392b"], "deutan")).toBeLessThan(plainToSee);
});

it("every look has a mark, a symbol and a name of its own beside its colour", () => {
  for (const pick of ["colour", "mark", "rank"] as const) {
    expect(new Set(looks.map((look) => look[pick])).size).toBe(looks.length);
  }
  expect(new Set(looks.map(({ name }) => name.zh)).size).toBe(looks.length);
  expect(new Set(levelLooks.map(({ symbol }) => symbol)).size).toBe(levelLooks.length);
  for (const colour of [bad, poor, plain]) expect(looks.map((look) => look.colour)).not.toContain(colour);
});

it("nothing is green", () => {
  for (const { onDark, onLight } of Object.values(colours)) {
    for (const colour of [onDark, onLight]) {
      const [r, g, b] = channels(colour);
      expect(g, colour).toBeLessThanOrEqual(Math.max(r, b));
    }
  }
});

it("the console's style sheet has the same colours, on dark and on light ground", () => {
  const sheet = readFileSync(resolve(import.meta.dirname, "..", "..", "console", "look", "tokens.css"), "utf8");
  const [dark = "", light = ""] = sheet.split(':root[data-theme="light"]');
  for (const [tone, { onDark, onLight }] of Object.entries(colours)) {
    expect(dark).toContain(`  --${tone}: ${onDark};`);
    expect(light).toContain(`  --${tone}: ${onLight};`);
  }
});

it("boards show what the console shows: the same mark, word and colour for a level", () => {
  for (const level of levels) {
    const { rank, mark, name, colour } = lookOfLevel(level);
    const onBoards = levelLooks.find((look) => look.rank === rank);
    expect(onBoards).toMatchObject({ mark, shortName: name, colour: colour.onDark });
  }
});

function nearest(colours: readonly string[], kind: string): number {
  const seen = colours.map((colour) => lab(seenBy(kind, channels(colour).map(toLinear))));
  const gaps = seen.flatMap((a, index) =>
    seen.slice(index + 1).map((b) => Math.hypot(...a.map((value, axis) => value - b[axis]!))),
  );
  return Math.min(...gaps);
}

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function seenBy(kind: string, rgb: readonly number[]): readonly number[] {
  return deficiencies[kind]!.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, axis) => sum + weight * rgb[axis]!, 0),
      ),
    ),
  );
}

/** Linear sRGB in CIE L*a*b*, white D65. */
function lab([r = 0, g = 0, b = 0]: readonly number[]): readonly [number, number, number] {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
