import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import type { Order } from "../../domain/alarms/order.ts";
import { dayMs, hourMs } from "../../domain/clock.ts";
import type { DeviceId, StationId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { settingsSchema } from "../../hub/settings/settings.ts";
import { type Hub, startHub } from "../../hub/start-hub.ts";
import { createIngest } from "../../ingest/ingest.ts";
import { createFleet } from "../../simulators/fleet/fleet.ts";
import { createCityWater } from "../../simulators/physics/city-water.ts";
import { readScenario } from "../../simulators/scenario/read-scenario.ts";
import { testSecret } from "../support/city-folder.ts";
import { until } from "../support/until.ts";

const loaded = loadCity(resolve(import.meta.dirname, "..", "..", "cities", "zhengzhou"));
const startsAt = Date.parse("2021-07-20T00:00:00+08:00");
const everyMs = 30_000;
/** One device says nothing for three hours in the rain. */
const silent = { deviceId: "wl-jingguang-n-1", from: startsAt + 3 * hourMs, to: startsAt + 6 * hourMs };

async function hubOn(folder: string, clock: () => number): Promise<Hub> {
  const settings = settingsSchema.parse({
    hub: { city: "unused" },
    broker: { tcp: { port: 0 }, ws: { enabled: false } },
    api: { port: 0 },
    store: { folder },
    ingest: { archiveOnlyAfterMs: 0 },
  });
  return startHub({ settings, city: loaded, log: silentLog, env: { GUANLAN_DISPATCH_SECRET: testSecret }, clock });
}

/** A day that begins with a storm like that of 20 July 2021 over the demonstration city, put into the journal as the broker would, on a clock of its own. */
async function liveDay(folder: string, ordersAt: ReadonlyMap<number, Order> = new Map()): Promise<void> {
  let now = startsAt;
  const hub = await hubOn(folder, () => now);
  const keys = await hub.store.journal.keysFor([...loaded.city.gauges.keys()]);
  const ingest = createIngest(loaded.city, keys, { ...settingsSchema.parse({}).ingest, archiveOnlyAfterMs: 0 });
  const { weather, events } = readScenario("storm-like-2021-07-20", loaded.city);
  const water = createCityWater({ city: loaded.city, weather, events, seed: 1 });
  const fleet = createFleet({ city: loaded.city, water, faults: [], seed: 1, startsAt, ratio: 2 });
  for (; now < startsAt + dayMs; now += everyMs) {
    const order = ordersAt.get(now);
    if (order !== undefined) {
      await hub.store.inbox.add({ kind: "order-given", order });
      await until("the order to be taken up", async () => (await hub.store.inbox.waiting()).length === 0);
    }
    const underWay: Promise<void>[] = [];
    for (const act of fleet.advance(now)) {
      if (act.kind !== "publish") continue;
      const deviceId = act.client;
      if (deviceId === silent.deviceId && now >= silent.from && now < silent.to) continue;
      const payload = Buffer.from(act.payload);
      const { observations, rejects } = ingest.decode({
        deviceId,
        codec: "json",
        topic: "t",
        payload,
        receivedAt: now,
      });
      underWay.push(new Promise((kept) => hub.store.journal.append(observations, rejects, () => kept())));
    }
    await Promise.all(underWay);
  }
  await settled(folder);
  await hub.settle();
  await hub.stop();
}

async function settled(folder: string): Promise<void> {
  const state = new DatabaseSync(join(folder, "state.db"), { readOnly: true });
  const journal = new DatabaseSync(join(folder, "journal.db"), { readOnly: true });
  const cursor = state.prepare("SELECT position_row AS n FROM checkpoint");
  const newest = journal.prepare("SELECT max(seq) AS n FROM observation");
  try {
    await until("rules to have read the day", () => Number(cursor.get()?.n) >= Number(newest.get()?.n));
  } finally {
    state.close();
    journal.close();
  }
}

/** The day judged again from its journal alone. */
async function replayedDay(journalFile: string, folder: string): Promise<void> {
  mkdirSync(folder);
  copyFileSync(journalFile, join(folder, "journal.db"));
  // What is due at the very moment the day ends is of the next: time is counted up to a moment, without it.
  const hub = await hubOn(folder, () => startsAt + dayMs - 1);
  await settled(folder);
  await hub.settle();
  await hub.stop();
}

/** Everything decided, as text: cases, warnings and events with their ids and contents. */
function exported(folder: string): string {
  const state = new DatabaseSync(join(folder, "state.db"), { readOnly: true });
  try {
    const tables = [
      "SELECT body FROM city_case ORDER BY case_id",
      "SELECT case_id, entry_no, body FROM case_entry ORDER BY case_id, entry_no",
      "SELECT body FROM warning ORDER BY warning_id",
      "SELECT event_id, type, subject, level, is_urgent, at, body FROM event ORDER BY event_id",
      "SELECT * FROM audit ORDER BY audit_seq",
    ];
    return tables.map((sql) => JSON.stringify(state.prepare(sql).all())).join("\n");
  } finally {
    state.close();
  }
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

it("replaying the journal of a flood day on an empty database gives the same cases and warnings, byte for byte (G8)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-day-"));
  try {
    const live = join(folder, "live");
    await liveDay(live);
    const told = exported(live);
    expect(told).toContain("waterlogging");
    expect(told).toContain("blind-spot");

    await replayedDay(join(live, "journal.db"), join(folder, "again"));
    expect(sha256(exported(join(folder, "again")))).toBe(sha256(told));

    const damaged = join(folder, "damaged.db");
    copyFileSync(join(live, "journal.db"), damaged);
    const journal = new DatabaseSync(damaged);
    const deepest =
      "SELECT seq FROM observation JOIN gauge USING (gauge) WHERE id LIKE 'wl-%.depth%' ORDER BY value DESC LIMIT 40";
    journal.exec(`DELETE FROM observation WHERE seq IN (${deepest})`);
    journal.close();
    await replayedDay(damaged, join(folder, "control"));
    expect(sha256(exported(join(folder, "control")))).not.toBe(sha256(told));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const flood = { hazards: ["waterlogging" as const] };

/** What operators order on the day: every kind, some ended by hand, one that hides red. */
function ordersOfTheDay(): ReadonlyMap<number, Order> {
  const at = (hours: number): number => startsAt + hours * hourMs;
  const about = (id: string, from: number, until: number) => ({
    id,
    owner: "Li Wei",
    reason: "exercise",
    createdAt: at(from),
    fromAt: at(from),
    untilAt: at(until),
  });
  const deviceId = "wl-zhongyuan-rail-1" as DeviceId;
  const heyi = { stationIds: ["wl-heyi" as StationId] };
  return new Map<number, Order>([
    [at(1), { kind: "silence", silence: { ...about("silence-flood", 1, 20), match: flood, includesRed: false } }],
    [at(2), { kind: "silence", silence: { ...about("silence-red", 2, 21), match: heyi, includesRed: true } }],
    [at(3), { kind: "maintenance", maintenance: { ...about("maintenance-rail", 3, 23), deviceId } }],
    [at(15), { kind: "end", end: { id: "silence-flood", endedBy: "Li Wei", createdAt: at(15) } }],
    [at(16), { kind: "end", end: { id: "maintenance-rail", endedBy: "Li Wei", createdAt: at(16) } }],
  ]);
}

it("a day on which operators silenced and maintained is replayed byte for byte with their orders, and not without (G8)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-orders-"));
  try {
    const live = join(folder, "live");
    await liveDay(live, ordersOfTheDay());
    const told = exported(live);
    expect(told).toContain("silenced by Li Wei: exercise");
    expect(told).toContain("silence.ending");

    const journal = join(live, "journal.db");
    await replayedDay(journal, join(folder, "again"));
    expect(sha256(exported(join(folder, "again")))).toBe(sha256(told));

    const silent = join(folder, "silent.db");
    copyFileSync(journal, silent);
    const withoutOrders = new DatabaseSync(silent);
    withoutOrders.exec("DELETE FROM input_entry WHERE kind = 'order-given'");
    withoutOrders.close();
    await replayedDay(silent, join(folder, "control"));
    expect(sha256(exported(join(folder, "control")))).not.toBe(sha256(told));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
