import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import type { RuleSet } from "../../domain/rule-set.ts";
import { sameInBoth } from "../../domain/text.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import type { Effects, StateStore } from "../../store/ports.ts";
import type { Store } from "../../store/store.ts";
import { effects } from "../support/effects.ts";
import { until } from "../support/until.ts";
import { startProcessorOver, type TestProcessorParts } from "../support/worlds/processor-world.ts";
import { cityOf, ruleFrom } from "../support/worlds/rules-world.ts";

const city = cityOf([{ id: "a" }, { id: "b" }]);
const startsAt = Date.parse("2021-07-20T08:00:00Z");
const clock = (): number => startsAt;
const rules = [ruleFrom({ levels: { blue: { raise: 0.15 }, red: { raise: 0.4 } }, onDelay: "1min" })];

/** A reading of one of both gauges every half minute; both rise and fall again and again, not too fast to be believed. */
function readings(count: number): readonly Omit<Observation, "gauge">[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = Math.floor(index / 2);
    const value = [0, 0.05, 0.1, 0.16, 0.2, 0.25, 0.3, 0.25, 0.2, 0.1, 0.05][minute % 11] as number;
    const at = startsAt + minute * minuteMs + (index % 2);
    return { observedAt: at, receivedAt: at, value, flag: 1, checks: 0, deviceTime: null, seq: null };
  });
}

async function append(store: Store, rows: readonly Omit<Observation, "gauge">[], from: number): Promise<void> {
  const keys = await store.journal.keysFor(["a", "b"] as GaugeId[]);
  const observations = rows.map((row, index): Observation => {
    const gauge = keys.get(((from + index) % 2 === 0 ? "a" : "b") as GaugeId);
    if (gauge === undefined) throw new Error("both gauges have keys");
    return { ...row, gauge };
  });
  await new Promise<void>((kept, lost) =>
    store.journal.append(observations, [], (error) => (error === null ? kept() : lost(error))),
  );
}

/** Appends readings in commits of the sizes given, and gives what was committed once all is decided. */
async function lived(
  sizes: readonly number[],
  { store = openMemoryStore({ clock }), ...parts }: Partial<TestProcessorParts> & { store?: Store } = {},
): Promise<readonly Effects[]> {
  const { consumer, committed } = await startProcessorOver({ city, rules, clock, ...parts, store });
  const all = readings(sizes.reduce((sum, size) => sum + size, 0));
  let next = 0;
  for (const size of sizes) {
    await append(store, all.slice(next, next + size), next);
    next += size;
    if (size % 3 === 0) await new Promise(setImmediate);
  }
  const end = store.journal.end().row;
  await until("everything to be decided and committed", () => (committed.at(-1)?.position.row ?? 0) >= end);
  await consumer.stop();
  return committed;
}

const transitionsOf = (effects: readonly Effects[]) => effects.flatMap(({ transitions }) => transitions);

describe("JournalConsumer", () => {
  it("decides every row once in effect, from memory or from the journal, however commits fall", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 60 }), async (given, rulesQueueRows) => {
        const wanted = transitionsOf(await lived([given.reduce((sum, size) => sum + size, 0)]));
        const got = await lived(given, { rulesQueueRows });
        expect(transitionsOf(got)).toEqual(wanted);
        const rows = got.map(({ position }) => position.row);
        expect(rows).toEqual([...rows].sort((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps what it found while the disk refuses, and commits it whole when it takes again", async () => {
    const sizes = [10, 10, 30, 5, 40];
    const wanted = transitionsOf(await lived([95]));
    expect(wanted.length).toBeGreaterThan(5);
    const store = openMemoryStore({ clock });
    const refusing = { ...store, state: refusingState(store.state, 2) };
    expect(transitionsOf(await lived(sizes, { store: refusing, rulesQueueRows: 15 }))).toEqual(wanted);
  });

  it("decides nothing twice when a commit took effect and was answered with an error", async () => {
    const store = openMemoryStore({ clock });
    let isFirst = true;
    const state: StateStore = {
      load: () => store.state.load(),
      async commit(commits, effects) {
        const committed = await store.state.commit(commits, effects);
        if (!isFirst) return committed;
        isFirst = false;
        throw new HubError("store.busy", sameInBoth("Cannot say what became of it"), { isRetryable: true });
      },
    };
    await lived([20, 20], { store: { ...store, state } });
    const kept = await store.queries.transitions({}, { limit: 1_000, before: null });
    const wanted = transitionsOf(await lived([40]));
    expect(kept.rows.toReversed().map(({ transitionSeq: _, ...transition }) => transition)).toEqual(wanted);
  });

  it("stops where another writer has committed, and says that what was entered is not known to be done", async () => {
    const store = openMemoryStore({ clock });
    const { consumer, committer, entries, committed } = await startProcessorOver({ city, rules, clock, store });
    await entries.enter({ kind: "mode-set", mode: "holiday", by: "Li Wei" });
    const { commits, position } = await store.state.load();
    await store.state.commit(commits, effects({ position, clock: startsAt + 1 }));
    await expect(entries.enter({ kind: "mode-set", mode: "daily", by: "Li Wei" })).rejects.toMatchObject({
      code: "processor.stopped",
    });
    expect(committer.failure?.code).toBe("store.stale_writer");
    await append(store, readings(30), 0);
    await consumer.stop();
    expect(transitionsOf(committed)).toEqual([]);
    expect((await store.state.load()).commits).toBe(commits + 1);
  });

  it("answers nobody that something is in effect, nor lets anybody wait, once another writer has committed", async () => {
    const store = openMemoryStore({ clock });
    const { consumer, committer, entries } = await startProcessorOver({ city, rules, clock, store });
    const { commits, position } = await store.state.load();
    await store.state.commit(commits, effects({ position, clock: startsAt + 1 }));
    const enter = () => entries.enter({ kind: "mode-set", mode: "emergency", by: null }, "inbox-1");
    await expect(enter()).rejects.toMatchObject({ code: "processor.stopped" });
    expect(committer.isStale).toBe(true);
    await expect(enter()).rejects.toMatchObject({ code: "processor.stopped" });
    await expect(entries.enter({ kind: "mode-set", mode: "daily", by: null })).rejects.toMatchObject({
      code: "processor.stopped",
    });
    await expect(consumer.catchUp()).rejects.toMatchObject({ code: "processor.stopped" });
    await consumer.stop();
  });

  it("comes to the same after a crash anywhere", async () => {
    const sizes = [7, 20, 13, 30, 11];
    const wanted = transitionsOf(await lived([81]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(6), { minLength: 5, maxLength: 5 }), async (turns) => {
        const all = readings(81);
        const { contents } = openMemoryStore({ clock });
        let next = 0;
        for (const [index, size] of sizes.entries()) {
          const store = openMemoryStore({ clock, contents });
          const { state, kill } = mortalState(store.state);
          await startProcessorOver({ city, rules, clock, store: { ...store, state }, checkpointMs: index % 2 });
          await append(store, all.slice(next, next + size), next);
          next += size;
          for (let turn = 0; turn < (turns[index] as number); turn++) await new Promise(setImmediate);
          kill();
        }
        const store = openMemoryStore({ clock, contents });
        const { consumer } = await startProcessorOver({ city, rules, clock, store });
        await consumer.stop();
        const { rows } = await store.queries.transitions({}, { limit: 1_000, before: null });
        expect(rows.toReversed().map(({ transitionSeq: _, ...transition }) => transition)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

/** A state whose process dies: from then on nothing is committed, and nothing is answered. */
function mortalState(sound: StateStore): { readonly state: StateStore; kill(): void } {
  let isAlive = true;
  return {
    state: {
      load: () => sound.load(),
      commit: (commits, effects) => (isAlive ? sound.commit(commits, effects) : new Promise(() => {})),
    },
    kill() {
      isAlive = false;
    },
  };
}

function refusingState(sound: StateStore, refusals: number): StateStore {
  let left = refusals;
  return {
    load: () => sound.load(),
    async commit(commits, effects) {
      await new Promise(setImmediate);
      if (left-- > 0)
        throw new HubError("store.disk_full", sameInBoth("Cannot commit: the disk is full"), { isRetryable: true });
      return sound.commit(commits, effects);
    },
  };
}

describe("rules that are activated", () => {
  const other = [ruleFrom({ levels: { blue: { raise: 0.15 }, yellow: { raise: 0.25 } } })];
  const set = (digest: string): RuleSet => ({ digest, files: [], ruleCount: 1 });
  const sets = { usual: rules, other };

  it("judge from their entry on, live and in a replay from an empty state alike", async () => {
    const store = openMemoryStore({ clock });
    const live = await startProcessorOver({ city, rules, clock, store, sets });
    const all = readings(66);
    await append(store, all.slice(0, 33), 0);
    await live.entries.enter({ kind: "rules-activated", set: set("other"), source: "files", by: "Li Wei" });
    await append(store, all.slice(33), 33);
    await until("all to be committed", () => (live.committed.at(-1)?.position.row ?? 0) === store.journal.end().row);
    await live.consumer.stop();
    const judged = transitionsOf(live.committed);
    expect(judged.some(({ to }) => to === "yellow")).toBe(true);

    const empty = openMemoryStore({ clock });
    const replayed = await startProcessorOver({
      city,
      rules,
      clock,
      store: { ...empty, journal: store.journal, journalReader: store.journalReader },
      sets,
    });
    await replayed.consumer.stop();
    expect(transitionsOf(replayed.committed)).toEqual(judged);
    const [activation] = replayed.committed.flatMap(({ activations }) => activations);
    expect(activation).toMatchObject({ digest: "other", by: "Li Wei", position: { row: 33, entry: 1 } });
  });

  it("that cannot be made ready keep nobody from stopping; what waits behind them is decided after the next start", async () => {
    const store = openMemoryStore({ clock });
    const failures: unknown[] = [];
    const unreadable = {
      get other(): typeof rules {
        throw new Error("the rules cannot be made ready");
      },
    };
    const stuck = await startProcessorOver({
      ...{ city, rules, clock, store, sets: unreadable },
      onFailure: (error) => void failures.push(error),
    });
    const entered = stuck.entries.enter({ kind: "rules-activated", set: set("other"), source: "files", by: null });
    const outcome = expect(entered).rejects.toMatchObject({ code: "processor.stopped" });
    await until("the rules to fail", () => failures.length > 0);
    await append(store, readings(10), 0);
    await stuck.consumer.stop();
    await outcome;
    expect(stuck.consumer.position).toEqual({ row: 0, entry: 0 });

    const next = await startProcessorOver({ city, rules, clock, store, sets });
    expect(next.consumer.position).toEqual(store.journal.end());
    await next.consumer.stop();
  });
});
