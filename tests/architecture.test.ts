import { expect, it } from "vitest";
import { circlesIn } from "./support/architecture/circles.ts";
import {
  foldersWithSources,
  importsOf,
  mayImport,
  roomOf,
  rooms,
  sourcesOf,
  textOf,
} from "./support/architecture/rooms.ts";

/** "About 20": what a newcomer takes in at one look. A folder that outgrows it has a part with a name of its own. */
const mostSourcesInFolder = 20;

/** Rooms that decide: same inputs, same answer, live, after a restart and in a replay. They do not wait either. */
const deciding = ["domain", "series", "quality", "rules", "blindspots", "suppression", "cases", "warnings"];

/** Rooms on a reading's way to the acknowledgement and behind it: they wait for sockets and disks, with clocks passed in. */
const carrying = ["broker", "ingest", "processor", "store"];

const clockChanceOrLog =
  /\b(?:Date\.now\b|new Date\(\)|Temporal\.Now\b|performance\.now\b|hrtime\b|systemClock\b|Math\.random\b|random(?:Bytes|UUID|Int)\(|console\.|from "pino")/;
const waiting = /\b(?:setTimeout|setInterval)\(/;

/** Files that reach for one nevertheless, and why the answer of the hub does not depend on it. */
const reasonsToReach: Readonly<Record<string, string>> = {
  "domain/clock.ts": "defines the clock that everyone is handed",
  "broker/broker-state.ts": "default of the clock that limits and idle times of connections are counted on",
  "processor/decide.ts": "samples how long steps take, for metrics; no decision sees it",
  "processor/journal-consumer.ts": "ends a slice of work in time for other connections; what is decided is the same",
  "store/sqlite/journal/journal-space.ts": "asks the disk for its free space only so often",
  "store/sqlite/journal/journal-writer.ts": "measures how long a commit took, for metrics",
  "store/sqlite/journal/gauge-index.ts": "spreads work on the index between commits",
  "store/issue-tokens.ts": "secrets must be beyond guessing; nothing is decided by them",
  "store/sqlite/state/people/account-store.ts": "asks the store for changes only so often; nothing is decided by it",
  "store/sqlite/state/credentials.ts": "secrets must be beyond guessing; nothing is decided by them",
  "store/sqlite/cron-schedule.ts": "times of jobs are those of the machine's clock; nothing is decided by them",
  "store/sqlite/maintenance.ts": "measures how long a job took, for the log",
};

function forbidden(source: string, text: string): readonly string[] {
  const room = roomOf(source);
  return importsOf(source, text)
    .filter((target) => {
      const other = roomOf(target);
      if (other === room || mayImport[room]?.includes(other)) return false;
      return room === "domain" || target !== `${other}/ports.ts`;
    })
    .map((target) => `${source} imports ${target}`);
}

it("rooms import only what the table allows", () => {
  const all = rooms.flatMap(sourcesOf);
  expect(all.length).toBeGreaterThan(500);
  expect(all.flatMap((source) => forbidden(source, textOf(source)))).toEqual([]);
});

it("the table catches a forbidden import, static or dynamic", () => {
  expect(forbidden("rules/x.ts", 'import { a } from "../store/a.ts";')).toHaveLength(1);
  expect(forbidden("rules/x.ts", 'await import("../cases/a.ts")')).toHaveLength(1);
  expect(forbidden("store/x.ts", 'import type { A } from "../rules/engine/engine.ts";')).toHaveLength(1);
  expect(forbidden("store/x.ts", 'import type { A } from "../store/ports.ts";')).toHaveLength(0);
});

it("no file imports itself by way of others, types included", () => {
  const sources = foldersWithSources().flatMap(sourcesOf);
  const imports = new Map(sources.map((source) => [source, importsOf(source, textOf(source))]));
  expect(circlesIn(imports).map((circle) => circle.join(" -> "))).toEqual([]);
});

it("no room imports itself by way of others, ports included", () => {
  const imports = new Map(
    rooms.map((room) => {
      const targets = sourcesOf(room).flatMap((source) => importsOf(source, textOf(source)).map(roomOf));
      return [room, [...new Set(targets)].filter((other) => other !== room)] as const;
    }),
  );
  expect(circlesIn(imports).map((circle) => circle.join(" -> "))).toEqual([]);
});

it("circlesIn() names the shortest way round, once", () => {
  const graph = { c: ["a"], a: ["b", "d"], b: ["c"], d: ["a", "e"], e: [], f: ["f"] };
  expect(circlesIn(new Map(Object.entries(graph)))).toEqual([
    ["a", "d", "a"],
    ["b", "c", "a", "b"],
    ["f", "f"],
  ]);
});

it("every folder with sources is a room of the table, and the table names no other", () => {
  expect(foldersWithSources().toSorted()).toEqual([...rooms, "tests"].toSorted());
  for (const [room, may] of Object.entries(mayImport))
    expect(rooms, `what ${room}/ may import`).toEqual(expect.arrayContaining([...may]));
});

it("every room says in at most 20 lines what it is", () => {
  for (const room of rooms) {
    expect(textOf(`${room}/README.md`).trimEnd().split("\n").length, `${room}/README.md`).toBeLessThanOrEqual(20);
  }
});

it(`at most ${mostSourcesInFolder} sources lie flat in one folder`, () => {
  const folders = Map.groupBy(foldersWithSources().flatMap(sourcesOf), (source) => source.replace(/\/[^/]+$/, ""));
  const full = [...folders].filter(([, sources]) => sources.length > mostSourcesInFolder);
  expect(full.map(([folder, sources]) => `${folder}: ${sources.length}`)).toEqual([]);
});

it("the hot path and the rules reach for no clock, chance or log of their own", () => {
  const reaching = [...deciding, ...carrying]
    .flatMap(sourcesOf)
    .filter((source) => clockChanceOrLog.test(textOf(source)));
  expect(reaching.toSorted()).toEqual(Object.keys(reasonsToReach).toSorted());
});

it("what decides waits for nothing", () => {
  expect(deciding.flatMap(sourcesOf).filter((source) => waiting.test(textOf(source)))).toEqual([]);
});
