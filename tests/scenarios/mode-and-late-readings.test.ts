import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { settingsSchema } from "../../hub/settings/settings.ts";
import { type Hub, startHub } from "../../hub/start-hub.ts";
import { emptyContents, openMemoryStore } from "../../store/memory/open-memory-store.ts";
import type { Store } from "../../store/store.ts";
import { testSecret } from "../support/city-folder.ts";
import { anObservation } from "../support/observations.ts";
import { until } from "../support/until.ts";

const loaded = loadCity(resolve(import.meta.dirname, "..", "..", "cities", "zhengzhou"));
const { casePolicy: _, ...withoutPolicy } = loaded.city;
/** Nobody acts here: cases close with the water. */
const city = { ...loaded, city: withoutPolicy };
const startsAt = Date.parse("2021-07-20T16:00:00+08:00");
const underpass = "wl-zhongyuan-rail.depth" as GaugeId;
const folder = mkdtempSync(join(tmpdir(), "guanlan-mode-"));

let now = startsAt;
let hub: Hub;

/** Opens the same store again and again; null for the one in the data folder, which the hub opens itself. */
type OpenAgain = () => Store | null;

const engines: Readonly<Record<string, () => OpenAgain>> = {
  SQLite: () => () => null,
  memory: () => {
    const contents = emptyContents(() => now);
    return () => openMemoryStore({ clock: () => now, contents });
  },
};

async function hubAgain(store: Store | null): Promise<void> {
  const settings = settingsSchema.parse({
    hub: { city: "unused" },
    broker: { tcp: { port: 0 }, ws: { enabled: false } },
    api: { port: 0 },
    store: { folder },
  });
  const env = { GUANLAN_DISPATCH_SECRET: testSecret };
  hub = await startHub({ settings, city, log: silentLog, env, clock: () => now, ...(store === null ? {} : { store }) });
}

afterEach(() => hub.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A depth at a minute of the story, received when it was taken or at the minute given. */
async function report(minute: number, depthM: number, received = minute): Promise<void> {
  now = Math.max(now, startsAt + received * minuteMs);
  const gauge = (await hub.store.journal.keysFor([underpass])).get(underpass)!;
  const observedAt = startsAt + minute * minuteMs;
  const observation = anObservation({ gauge, observedAt, receivedAt: startsAt + received * minuteMs, value: depthM });
  await new Promise<void>((kept) => hub.store.journal.append([observation], [], () => kept()));
}

/** What the underpass rule has told, once it has told so much; `5: null -> orange live`. */
async function told(moves: number): Promise<readonly string[]> {
  const read = async (): Promise<readonly string[]> => {
    const { rows } = await hub.store.queries.transitions({}, { limit: 100, before: null });
    return rows
      .filter(({ ruleId }) => ruleId === "underpass-depth")
      .toReversed()
      .map(({ at, from, to, effect }) => `${(at - startsAt) / minuteMs}: ${from} -> ${to} ${effect}`);
  };
  await until(`${moves} moves`, async () => (await read()).length >= moves);
  return read();
}

it.each(Object.keys(engines))(
  "with its store in %s, a mode entered live is the mode after a restart, and a late reading is put in its place across it",
  async (engine) => {
    now = startsAt;
    const open = engines[engine]!();
    await hubAgain(open());
    // No faster than the quality checks believe at once.
    await report(0, 0.05);
    await hub.setMode("emergency");
    for (const [minute, depthM] of [0.1, 0.15, 0.19, 0.19, 0.14, 0.1].entries()) await report(minute + 1, depthM);
    expect(await told(1)).toEqual(["2: null -> blue live"]);

    await hub.stop();
    await hubAgain(open());
    await report(3.5, 0.205, 7);
    expect((await told(2)).slice(1)).toEqual(["3.5: blue -> yellow live"]);
    for (let minute = 7; minute <= 40; minute++) await report(minute, 0.06);
    // 30 minutes below each reset, as the emergency has it, not the 10 of everyday.
    expect((await told(4)).slice(2)).toEqual(["35: yellow -> blue live", "36: blue -> null live"]);
    const { openCases } = await hub.store.state.load();
    expect(openCases.filter(({ hazard }) => hazard === "waterlogging")).toEqual([]);
  },
);
