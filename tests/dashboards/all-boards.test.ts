import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { allBoards, generatedFiles } from "../../dashboards/all-boards.ts";
import { boardNames } from "../../dashboards/board-names.ts";
import { cityGeojson, viewOf } from "../../dashboards/city-geojson.ts";
import { influxSource } from "../../dashboards/influx-query.ts";
import { calmLook, levelLooks, looks, unknownLook } from "../../dashboards/level-looks.ts";
import { wallText } from "../../dashboards/panels/tiles.ts";
import { levels } from "../../domain/city/level.ts";
import { measurements } from "../../influx/schema/measurements.ts";
import type { BoardJson, PanelJson, TargetJson } from "../../tools/board-pages/board-shape.ts";

const folder = resolve(import.meta.dirname, "..", "..", "dashboards");
const timeZone = "Asia/Shanghai";
const drawn = loadCity("cities/zhengzhou");
const { city } = drawn;
const boards = allBoards(city, timeZone, drawn).map(({ name, dashboard }) => ({
  name,
  board: JSON.parse(JSON.stringify(dashboard)) as BoardJson,
}));
const targets = boards.flatMap(({ board }) => [
  ...board.panels.flatMap((panel) => panel.targets ?? []),
  ...(board.annotations.list ?? []).map(({ target }) => target),
]);

it("allBoards() makes what is committed, and nothing else is committed; `npm run dashboards` mends it", () => {
  const made = generatedFiles(city, timeZone, drawn);
  for (const [name, text] of Object.entries(made)) {
    expect(readFileSync(join(folder, "grafana", name), "utf8") === text, name).toBe(true);
  }
  const found = ["boards", "maps"].flatMap((part) =>
    readdirSync(join(folder, "grafana", part), { recursive: true, encoding: "utf8" })
      .map((name) => join(part, name))
      .filter((name) => statSync(join(folder, "grafana", name)).isFile()),
  );
  expect(found.toSorted()).toEqual(Object.keys(made).toSorted());
});

it("every board stands in both languages, with the same panels and its own address", () => {
  expect(boards.map(({ board }) => board.uid)).toEqual(
    ["zh", "en"].flatMap((language) => boardNames.map((name) => `guanlan-${name}-${language}`)),
  );
  for (const name of boardNames) {
    const [zh, en] = boards.filter((one) => one.name === name).map(({ board }) => board.panels);
    expect(en?.map(({ type, gridPos }) => ({ type, gridPos }))).toEqual(
      zh?.map(({ type, gridPos }) => ({ type, gridPos })),
    );
  }
});

it("panels have ids of their own, lie within 24 columns and not upon each other", () => {
  for (const { board } of boards) expect(layoutProblems(board.panels), board.uid).toEqual([]);
  const [one, two] = boards[0]!.board.panels as [PanelJson, PanelJson];
  expect(layoutProblems([one, { ...two, id: one.id, gridPos: { ...one.gridPos, x: 23 } }])).toHaveLength(2);
});

it("every query is portable InfluxQL on what the hub's schema holds", () => {
  expect(targets.length).toBeGreaterThan(150);
  expect(targets.flatMap(queryProblems)).toEqual([]);
  const broken = (query: string) => queryProblems({ refId: "A", query, resultFormat: "table" });
  expect(broken('SELECT * FROM "observation" WHERE $timeFilter')).not.toEqual([]);
  expect(broken('SELECT last("value") FROM "observation"')).not.toEqual([]);
  expect(broken('SELECT last("valeu") FROM "observation" WHERE $timeFilter')).not.toEqual([]);
  expect(broken('SELECT last("value") FROM "observations" WHERE $timeFilter')).not.toEqual([]);
});

it("only the one data source is asked, nothing comes from the internet, and no panel is a Canvas", () => {
  const types = new Set(boards.flatMap(({ board }) => board.panels.map(({ type }) => type)));
  expect([...types].toSorted()).toEqual(["geomap", "stat", "state-timeline", "table", "text", "timeseries"]);
  for (const text of Object.values(generatedFiles(city, timeZone, drawn))) {
    expect(text).not.toMatch(/https?:\/\//);
    for (const [, uid] of text.matchAll(/"uid": "([^"]+)"/g)) {
      if (!uid?.startsWith("guanlan-")) expect(uid).toBe(influxSource.uid);
    }
  }
});

it("every board begins with the age of its data", () => {
  for (const { board } of boards) {
    const [first] = board.panels;
    expect(first?.targets?.[0]?.query, board.uid).toContain('last("atMs")');
    expect(first?.gridPos).toMatchObject({ x: 0, y: 0 });
  }
});

it("what is not known has the mark and the colour of unknown on every panel, and no green", () => {
  for (const { board } of boards) {
    for (const panel of board.panels.filter(({ targets: asked }) => asked !== undefined)) {
      const { mappings = [] } = panel.fieldConfig.defaults;
      const special = mappings.find((mapping) => mapping.type === "special");
      expect(special?.options.result.color, `${board.uid} ${panel.title}`).toBeDefined();
      expect(special?.options.result.color).not.toBe(calmLook.colour);
    }
  }
});

it("the wall can be read from 5 m: no letters below 17 mm on 55 inches", () => {
  const pixelMm = (55 * 25.4 * 16) / Math.hypot(16, 9) / 1920;
  const walls = boards.filter(({ name }) => name === "city");
  for (const { board } of walls) {
    expect(Math.max(...board.panels.map(({ gridPos }) => gridPos.y + gridPos.h))).toBeLessThanOrEqual(28);
    for (const size of lettersOn(board)) expect(size * pixelMm).toBeGreaterThanOrEqual(17);
  }
  expect(wallText.smallest * pixelMm).toBeGreaterThanOrEqual(17);
});

it("the map is offline: coordinates in numbers within the city, and the view holds every station", () => {
  const { features } = cityGeojson(city, drawn.outlines);
  expect(features.some(({ properties }) => properties.kind === "place")).toBe(true);
  for (const { geometry } of features) {
    const numbers = [geometry.coordinates].flat(4) as readonly number[];
    expect(numbers.length).toBeGreaterThan(1);
    for (const [index, longitude] of numbers.entries()) {
      const latitude = numbers[index + 1];
      if (index % 2 === 1 || latitude === undefined) continue;
      expect(longitude).toBeGreaterThan(112.7);
      expect(longitude).toBeLessThan(114.3);
      expect(latitude).toBeGreaterThan(34.2);
      expect(latitude).toBeLessThan(35.01);
    }
  }
  const { latitude, longitude, zoom } = viewOf(city);
  const pixelsPerDegree = (256 * 2 ** zoom) / 360;
  const wall = boards.find(({ name }) => name === "city")!.board.panels.find(({ type }) => type === "geomap")!.gridPos;
  for (const station of city.stations.values()) {
    const right = (station.longitude - longitude) * pixelsPerDegree;
    const up = ((station.latitude - latitude) * pixelsPerDegree) / Math.cos((latitude * Math.PI) / 180);
    expect(Math.abs(right), station.id).toBeLessThan((wall.w * 80) / 2 - 20);
    expect(Math.abs(up), station.id).toBeLessThan((wall.h * 38) / 2 - 20);
  }
  expect(existsSync(join(folder, "grafana", "maps", "city.geojson"))).toBe(true);
});

it("the wall says which of its districts it does not show", () => {
  const headings = boards.flatMap(({ board }) => board.panels.map(({ options }) => options.content ?? ""));
  expect(headings).toContain("# 各区县最高等级（另有 8 个区县没有站点）");
  expect(headings).toContain("# Worst level of each district (8 more have no station)");
});

it("alarms stand in every plot of the station board, each in the colour of its level", () => {
  const colours = looks
    .filter((look) => look !== unknownLook)
    .map(({ colour, rank }) => [colour, `"level" = ${rank} `]);
  for (const { board } of boards.filter(({ name }) => name === "station")) {
    const marks = (board.annotations.list ?? []).map(({ iconColor, target }) => [iconColor, target.query] as const);
    expect(marks.map(([colour]) => colour)).toEqual(colours.map(([colour]) => colour));
    for (const [index, [, query]] of marks.entries()) expect(query).toContain(colours[index]?.[1]);
  }
});

it("limits are drawn in the colours of their levels, dashed, on the boards of stations, rivers and manholes", () => {
  for (const { board, name } of boards) {
    const drawn = board.panels.filter(({ targets: all }) => all?.some(({ query }) => query.includes('"rule_limit"')));
    expect(drawn.length > 0, board.uid).toBe(["station", "rivers", "manholes"].includes(name));
    for (const { fieldConfig, targets: all = [] } of drawn) {
      const limits = all.filter(({ query }) => query.includes('"rule_limit"'));
      for (const { alias, query } of limits) {
        const look = levelLooks.find(({ rank }) => query.includes(`("${levels[rank - 1]}")`))!;
        const properties = fieldConfig.overrides.find(({ matcher }) => matcher.options === alias)?.properties ?? [];
        expect(properties).toContainEqual({ id: "color", value: { mode: "fixed", fixedColor: look.colour } });
        expect(alias).toContain(look.mark);
      }
    }
  }
});

function layoutProblems(panels: readonly PanelJson[]): readonly string[] {
  return panels.flatMap(({ id, gridPos: a }, index) => [
    ...(panels.findIndex((other) => other.id === id) < index ? [`id ${id} twice`] : []),
    ...(a.x < 0 || a.x + a.w > 24 ? [`${id} beyond the board`] : []),
    ...panels
      .slice(index + 1)
      .filter(({ gridPos: b }) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((other) => `${id} upon ${other.id}`),
  ]);
}

function lettersOn(board: BoardJson): readonly number[] {
  return board.panels.flatMap(({ options }) => [
    ...[options.text?.titleSize, options.text?.valueSize].filter((size) => size !== undefined),
    ...(options.layers ?? []).flatMap(({ config }) =>
      config.style.text === undefined ? [] : [config.style.textConfig!.fontSize],
    ),
  ]);
}

/** Names a query may quote beside the fields and tags of what it reads: its own aliases. */
function queryProblems({ query }: TargetJson): readonly string[] {
  const problems: string[] = [];
  const aliases = new Set([...query.matchAll(/ AS "([^"]+)"/g)].map((match) => match[1]));
  const from = [...query.matchAll(/ FROM "([^"]+)"/g)].map((match) => match[1] ?? "");
  const known = new Set<string>();
  for (const name of from) {
    const measurement = measurements[name as keyof typeof measurements];
    if (measurement === undefined) problems.push(`no measurement ${name}`);
    else for (const column of [...Object.keys(measurement.tags), ...Object.keys(measurement.fields)]) known.add(column);
  }
  for (const [, name = ""] of query.matchAll(/"([^"]+)"/g)) {
    if (!from.includes(name) && !known.has(name) && !aliases.has(name)) problems.push(`no column ${name}`);
  }
  if (!query.includes("$timeFilter")) problems.push("no $timeFilter");
  if (/SELECT \*|\.\."|SLIMIT|SOFFSET|\|>|from\(bucket/.test(query)) problems.push("not portable");
  return problems.map((problem) => `${problem}: ${query}`);
}
