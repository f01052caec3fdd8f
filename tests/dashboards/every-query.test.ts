import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { allBoards } from "../../dashboards/all-boards.ts";
import { cityGeojson } from "../../dashboards/city-geojson.ts";
import { calmLook } from "../../dashboards/level-looks.ts";
import { type Level, unknownRank } from "../../domain/city/level.ts";
import type { BoardJson } from "../../tools/board-pages/board-shape.ts";
import { drawPage } from "../../tools/board-pages/draw-page.ts";
import { type BoardResults, queryBoard } from "../../tools/board-pages/query-board.ts";
import { type InfluxSource, queryInflux } from "../../tools/board-pages/query-influx.ts";
import { hasInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { until } from "../support/until.ts";
import { type StormyHub, startStormyHub } from "./stormy-hub.ts";

/** Stations the station board is asked for: one with readings of every quality, one whose gauge has limits. */
const chosenStations = ["wl-jingguang-n", "rv-jinshui-beizhakou"];

describe.runIf(hasInfluxd())("every query of every board, on what the hub wrote to a real InfluxDB", () => {
  let storm: StormyHub;
  let source: InfluxSource;
  let boards: readonly BoardJson[];
  const asked = new Map<string, BoardResults>();

  const ask = (board: BoardJson, station: string): Promise<BoardResults> =>
    queryBoard(board, cityGeojson(storm.city), { source, now: Date.now(), choices: { station } });

  beforeAll(async () => {
    storm = await startStormyHub();
    source = { url: storm.influxd.url, database: testDatabase, token: null };
    boards = allBoards(storm.city, "Asia/Shanghai").map(
      ({ dashboard }) => JSON.parse(JSON.stringify(dashboard)) as BoardJson,
    );
    for (const board of boards) {
      for (const station of chosenStations) asked.set(`${board.uid} ${station}`, await ask(board, station));
    }
  });

  afterAll(() => storm?.remove());

  it("runs without an error and gives rows", async () => {
    // Rates want two intervals of ten seconds of the hub's own samples.
    const health = boards.filter((board) => board.uid.startsWith("guanlan-health"));
    await until("two samples of the hub, an interval apart", async () => {
      for (const board of health) {
        asked.set(
          `${board.uid} ${chosenStations[0]}`,
          await ask({ ...board, time: { from: "now-5m", to: "now" } }, ""),
        );
      }
      const rounds = health.map((board) => asked.get(`${board.uid} ${chosenStations[0]}`)!);
      return rounds.every((round) => queriesWithoutRows([round]).length === 0);
    });
    const empty = boards.flatMap((board) =>
      queriesWithoutRows(chosenStations.map((one) => asked.get(`${board.uid} ${one}`)!)),
    );
    expect(boards).toHaveLength(18);
    // No case has been open for two hours in a storm of two hours; with one, the panel has a row (see below).
    expect(empty.filter((query) => !query.includes('"ageMs" > 7200000') && !isLimitOfNoRule(query))).toEqual([]);
  });

  it("is of real stations alone: those of drills are in no count", async () => {
    const exercises = [...storm.city.stations.values()].filter(({ isExercise }) => isExercise === true);
    expect(exercises.length).toBeGreaterThan(0);
    const rows = await storm.influxd.series('SELECT last("state") FROM "station_state" GROUP BY "station"');
    const stations = rows.map(({ tags }) => tags?.station);
    expect(stations).toHaveLength(storm.city.stations.size - exercises.length);
    expect(stations).not.toEqual(expect.arrayContaining([exercises[0]?.id]));
    const gauges = [...storm.city.gauges.values()].filter(({ stationId }) => stations.includes(stationId));
    const [counted] = await storm.influxd.query('SELECT last("gauges") FROM "hub_health"');
    expect(counted?.[1]).toBe(gauges.length);
  });

  it("says when a query is wrong: an error in a body with status 200, a field that is not there", async () => {
    const target = { refId: "A", query: "", resultFormat: "table" } as const;
    await expect(queryInflux(source, target, 'SELECT nonsense( FROM "hub_health"')).rejects.toThrow(/refused a query/);
    await expect(queryInflux({ ...source, database: "none" }, target, 'SELECT "a" FROM "b"')).rejects.toThrow(
      /not found/,
    );
    const nobody = { ...source, url: "http://reader:secret@127.0.0.1:1" };
    const unheard = await queryInflux(nobody, target, "SHOW DATABASES").catch((error: Error) => error.message);
    expect(unheard).toMatch(/^Cannot read InfluxDB at http:\/\/127.0.0.1:1: .*--influx$/);
    const [board] = boards;
    const [panel] = board!.panels;
    const misspelt = panel!.targets!.map((one) => ({ ...one, query: one.query.replace("atMs", "atMz") }));
    const broken = { ...board!, panels: [{ ...panel!, targets: misspelt }] };
    expect(queriesWithoutRows([await ask(broken, chosenStations[0]!)])).toHaveLength(1);
  });

  it("shows what the API says", async () => {
    const { rows: cases } = await storm.get<{ rows: readonly unknown[] }>("/api/v1/cases?sort=level");
    expect(lastOf("guanlan-city-zh", "未结案件")).toBe(cases.length);
    expect(lastOf("guanlan-city-zh", "最高等级")).toBe(4);
    expect(lastOf("guanlan-cases-zh", "未结案件")).toBe(cases.length);
    expect(lastOf("guanlan-cases-zh", "时段内结案")).toBe(1);
    expect(lastOf("guanlan-devices-zh", "无站点区县")).toBe(8);
    expect(lastOf("guanlan-devices-zh", "时钟异常设备")).toBe(1);
  });

  it("shows a manhole as unknown as soon as one of its gauges is silent, and sorts it before those at rest", () => {
    const { panels } = asked.get(`guanlan-manholes-en ${chosenStations[0]}`)!;
    const tiles = panels.find(({ panel }) => panel.title === "Now")!;
    const states = tiles.results[0]!.frames[0]!.rows.map((row) => row.slice(1));
    expect(states).toContainEqual([unknownRank, "Nongye Road sewer manhole"]);
    expect(states).toContainEqual([0, "Erqi Road manhole beside the gas main"]);
    const page = drawPage(asked.get(`guanlan-manholes-en ${chosenStations[0]}`)!);
    expect(page.indexOf("Nongye Road sewer manhole")).toBeLessThan(page.indexOf("Erqi Road manhole beside"));
  });

  it("counts cases open longer than a while", async () => {
    const board = boards.find(({ uid }) => uid === "guanlan-cases-en")!;
    const panels = board.panels.filter(({ title }) => title === "Open over 2 hours");
    const targets = panels[0]!.targets!.map((one) => ({ ...one, query: one.query.replace("7200000", "60000") }));
    const [panel] = (await ask({ ...board, panels: [{ ...panels[0]!, targets }] }, chosenStations[0]!)).panels;
    const { panels: all } = asked.get(`guanlan-cases-en ${chosenStations[0]}`)!;
    const listed = all.find((one) => one.panel.title === "Open cases, gravest first")!.results[0]!.frames[0]!.rows;
    expect(panel!.results[0]!.frames[0]!.rows.at(-1)![1]).toBe(listed.length);
  });

  it("draws every board as a page with a mark for each look on the map", () => {
    for (const one of asked.values()) {
      const page = drawPage(one);
      expect(page).not.toMatch(/NaN|undefined|Infinity/);
      for (const { title } of one.board.panels) expect(page).toContain(title.replaceAll("&", "&amp;"));
    }
    const wall = drawPage(asked.get(`guanlan-city-zh ${chosenStations[0]}`)!);
    for (const shape of ["star", "triangle", "circle", "cross"]) expect(wall).toContain(`data-mark="${shape}"`);
    for (const name of ["▲红色", "■橙色", "◆黄色", "●蓝色", "·无报警", "◌未知"]) expect(wall).toContain(name);
  });

  it("turns unknown, and nothing calm, once the hub is dead", async () => {
    const later = Date.now() + 10 * 60_000;
    for (const uid of ["guanlan-city-zh", "guanlan-city-en"]) {
      const board = boards.find((one) => one.uid === uid)!;
      const stale = await queryBoard(board, cityGeojson(storm.city), { source, now: later, choices: {} });
      const tiles = drawPage(stale).match(/class="tile[^>]*background:(#[0-9a-f]{6})/g) ?? [];
      expect(tiles.filter((tile) => tile.includes(calmLook.colour))).toEqual([]);
      expect(drawPage(stale)).not.toContain('data-mark="circle"');
    }
  });

  it("the age of the data grows while the hub writes nothing", async () => {
    const freshness = () =>
      ask(boards[0]!, chosenStations[0]!).then((one) => Number(one.panels[0]!.results[0]!.frames[0]!.rows[0]![1]));
    expect(await until("a fresh sample", async () => ((await freshness()) < 5 ? "fresh" : null))).toBe("fresh");
    const aged = await queryBoard(boards[0]!, cityGeojson(storm.city), {
      source,
      now: Date.now() + 3_600_000,
      choices: {},
    });
    expect(Number(aged.panels[0]!.results[0]!.frames[0]!.rows[0]![1])).toBeGreaterThan(3_590);
  });

  function lastOf(uid: string, name: string): unknown {
    const { panels } = asked.get(`${uid} ${chosenStations[0]}`)!;
    const found = panels.find(({ panel }) => panel.title === name || panel.fieldConfig?.defaults.displayName === name);
    return found!.results[0]!.frames[0]!.rows.at(-1)!.at(-1);
  }
});

const { rules } = loadCity("cities/zhengzhou");

/** True for the line of a level that no rule has for that property: rules of gases have two levels of the four. */
function isLimitOfNoRule(query: string): boolean {
  const [, level, property, sign] =
    /\("(\w+)"\) FROM "rule_limit" WHERE "property" = '(\w+)'.*"direction" = (-?1)/.exec(query) ?? [];
  if (level === undefined) return false;
  return !rules.some(
    ({ applies, condition, levels }) =>
      condition.kind === "threshold" &&
      applies.property === property &&
      (condition.direction === "above") === (sign === "1") &&
      levels[level as Level] !== undefined,
  );
}

/** Queries of one board that gave no row for any of the choices it was asked with. */
function queriesWithoutRows(rounds: readonly BoardResults[]): readonly string[] {
  const all = rounds.map((round) => [...round.panels.flatMap(({ results }) => results), ...round.annotations]);
  const [first = []] = all;
  return first.flatMap(({ query }, index) => {
    const rows = all.flatMap((round) => round[index]?.frames ?? []).flatMap((frame) => frame.rows);
    return rows.length === 0 ? [`${rounds[0]?.board.uid}: ${query}`] : [];
  });
}
