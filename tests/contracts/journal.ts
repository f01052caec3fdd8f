import { describe, expect, test } from "vitest";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Mode } from "../../domain/mode.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import { checks } from "../../domain/quality.ts";
import type { Journal } from "../../ingest/ports.ts";
import type { GaugeRegistry, HubStart, JournalReader, ModeChange } from "../../store/ports.ts";
import { append } from "../store/support/store-in-folder.ts";
import { anObservation, aReject, noon } from "../support/observations.ts";

/** A journal with the log that reads it. */
export interface OpenJournal {
  readonly journal: Journal;
  readonly log: JournalReader;
  readonly gauges: GaugeRegistry;
  markStart(at: number, countedUpTo?: number): Promise<HubStart>;
  markMode(mode: Mode, at: number): Promise<ModeChange>;
  rejectCounts(): Promise<Readonly<Record<string, number>>>;
}

/** What every journal must do, whatever it is made of. */
export function journalContract(name: string, open: () => Promise<OpenJournal>): void {
  describe(`journal contract: ${name}`, () => {
    const opened = () => prepared(open);

    test("append() keeps every field and readAfter() gives it back in journal order", async () => {
      const { journal, a, b, all, committed } = await opened();
      const sent = [
        anObservation({ gauge: b, value: -0.1, flag: 3, checks: checks.spike, seq: 7 }),
        anObservation({ gauge: a, observedAt: noon - 60_000 }),
      ];
      await append(journal, sent);
      const kept = await all();
      expect(kept.map(({ journalSeq: _, ...rest }) => rest)).toEqual(sent);
      expect(kept[1]!.journalSeq).toBe(kept[0]!.journalSeq + 1);
      expect(committed).toEqual(kept);
    });

    test("append() keeps a duplicate once and tells nobody of it again", async () => {
      const { journal, a, all, committed, rejectCounts } = await opened();
      await append(journal, [anObservation({ gauge: a }), anObservation({ gauge: a })]);
      await append(journal, [anObservation({ gauge: a, receivedAt: noon + 90_000 })]);
      expect(await all()).toHaveLength(1);
      expect(committed).toHaveLength(1);
      expect(await rejectCounts()).toEqual({});
    });

    test("append() keeps the first value and rejects another for the same instant", async () => {
      const { journal, a, all, rejectCounts } = await opened();
      await append(journal, [anObservation({ gauge: a, value: 1 }), anObservation({ gauge: a, value: 2 })]);
      expect((await all()).map((row) => row.value)).toEqual([1]);
      expect(await rejectCounts()).toEqual({ "reading.conflicting_duplicate": 1 });
    });

    test("append() knows a reading with a wrong device clock by what that clock said", async () => {
      const { journal, a, all } = await opened();
      const ahead = { gauge: a, checks: checks.clockAhead, deviceTime: noon + 86_400_000 };
      await append(journal, [anObservation({ ...ahead, observedAt: noon })]);
      await append(journal, [anObservation({ ...ahead, observedAt: noon + 5_000 })]);
      await append(journal, [anObservation({ ...ahead, observedAt: noon, deviceTime: noon + 86_401_000 })]);
      expect((await all()).map((row) => [row.observedAt, row.deviceTime])).toEqual([
        [noon, noon + 86_400_000],
        [noon + 1, noon + 86_401_000],
      ]);
    });

    test.each([
      ["sent again with the same count within 10 minutes", { seq: 5, value: 1 }, 599_000, 1],
      ["with the same count an hour later", { seq: 5, value: 1 }, 3_600_000, 2],
      ["with the same count and another value", { seq: 5, value: 2 }, 1_000, 2],
      ["with another count", { seq: 6, value: 1 }, 1_000, 2],
      ["without a count", { seq: null, value: 1 }, 1_000, 2],
    ])("append() judges an untimed reading %s", async (_, second, afterMs, kept) => {
      const { journal, a, all } = await opened();
      const untimed = { gauge: a, checks: checks.untimed };
      await append(journal, [anObservation({ ...untimed, seq: 5, value: 1, observedAt: noon, receivedAt: noon })]);
      const at = noon + afterMs;
      await append(journal, [anObservation({ ...untimed, ...second, observedAt: at, receivedAt: at })]);
      expect(await all()).toHaveLength(kept);
    });

    test("append() moves undated readings of one millisecond apart rather than lose one", async () => {
      const { journal, a, all, committed } = await opened();
      const many = Array.from({ length: 500 }, (_, value) =>
        anObservation({ gauge: a, checks: checks.untimed, value }),
      );
      await append(journal, many);
      const kept = await all();
      expect(kept.map((row) => row.value)).toEqual(many.map((row) => row.value));
      expect(kept.map((row) => row.observedAt)).toEqual(many.map((_, index) => noon + index));
      expect(committed).toEqual(kept);
    });

    test("append() keeps a dated reading beside one that we dated to the same instant, and knows it again", async () => {
      const { journal, a, all, committed } = await opened();
      await append(journal, [anObservation({ gauge: a, checks: checks.untimed, value: 1 })]);
      await append(journal, [anObservation({ gauge: a, value: 2 }), anObservation({ gauge: a, value: 2 })]);
      const kept = await all();
      expect(kept.map((row) => [row.observedAt, row.value])).toEqual([
        [noon, 1],
        [noon + 1, 2],
      ]);
      expect(committed).toEqual(kept);
    });

    test("append() calls listeners before callbacks, and callbacks in the order of the appends", async () => {
      const { journal, a } = await opened();
      const order: string[] = [];
      let turn = 0;
      journal.onCommitted(() => {
        order.push("listener");
        const of = ++turn;
        setImmediate(() => (turn = -of));
      });
      const done = Array.from({ length: 3 }, (_, index) =>
        append(journal, [anObservation({ gauge: a, observedAt: noon + index })]).then(() => index),
      );
      journal.append([], [aReject()], () => order.push(turn > 0 ? "same turn" : "later"));
      expect(await Promise.all(done)).toEqual([0, 1, 2]);
      await append(journal, []);
      expect(order.slice(0, 2)).toEqual(["listener", "same turn"]);
    });

    test("append() commits what comes while a commit is under way as one group", async () => {
      const { journal, a } = await opened();
      const groups: number[] = [];
      journal.onCommitted((batch) => groups.push(batch.observations.length));
      const first = append(journal, [anObservation({ gauge: a })]);
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      const rest = Array.from({ length: 20 }, (_, index) =>
        append(journal, [anObservation({ gauge: a, observedAt: noon + 1 + index })]),
      );
      await Promise.all([first, ...rest]);
      expect(groups.reduce((sum, rows) => sum + rows, 0)).toBe(21);
      expect(groups.length).toBeLessThanOrEqual(3);
    });

    test("oldestUncommittedAt() is null once all is on disk", async () => {
      const { journal, a } = await opened();
      const kept = append(journal, [anObservation({ gauge: a })]);
      expect(journal.oldestUncommittedAt()).toBeTypeOf("number");
      await kept;
      expect(journal.oldestUncommittedAt()).toBeNull();
    });

    test("append() refuses a group with a gauge that is no number, whole", async () => {
      const { journal, a, all } = await opened();
      const broken = anObservation({ gauge: undefined as unknown as GaugeKey, observedAt: noon + 1 });
      await expect(append(journal, [anObservation({ gauge: a }), broken])).rejects.toMatchObject({
        code: "store.write_failed",
      });
      expect(await all()).toEqual([]);
      await append(journal, [anObservation({ gauge: a })]);
      expect(await all()).toHaveLength(1);
    });

    test("keysFor() gives each gauge one key for life", async () => {
      const { gauges, a } = await opened();
      const keys = await gauges.keysFor(["gauge-c", "gauge-a"] as GaugeId[]);
      expect(keys.get("gauge-a" as GaugeId)).toBe(a);
      expect(new Set(keys.values()).size).toBe(2);
    });
  });
}

/** What every log must give back, wherever it looks for the rows. */
export function observationLogContract(name: string, open: () => Promise<OpenJournal>): void {
  describe(`observation log contract: ${name}`, () => {
    const opened = () => prepared(open);

    test("readAfter() goes on from where it was, in pages", async () => {
      const { journal, log, a } = await opened();
      await append(
        journal,
        Array.from({ length: 25 }, (_, n) => anObservation({ gauge: a, observedAt: noon + n, value: n })),
      );
      const values: number[] = [];
      for (let after = 0, page = await log.readAfter(0, 10); page.length > 0; page = await log.readAfter(after, 10)) {
        expect(page.length).toBeLessThanOrEqual(10);
        values.push(...page.map((row) => row.value));
        after = page.at(-1)!.journalSeq;
      }
      expect(values).toEqual(Array.from({ length: 25 }, (_, n) => n));
    });

    test("markStart() stands in journal order between the readings around it", async () => {
      const { journal, log, a, markStart, all } = await opened();
      const first = await markStart(noon);
      await append(journal, [anObservation({ gauge: a })]);
      const second = await markStart(noon + 1, noon - 7);
      expect([first.countedUpTo, second.countedUpTo]).toEqual([undefined, noon - 7]);
      await append(journal, [anObservation({ gauge: a, observedAt: noon + 1 })]);
      const [before, after] = await all();
      expect(first.journalSeq).toBeLessThan(before!.journalSeq);
      expect(before!.journalSeq).toBeLessThan(second.journalSeq);
      expect(second.journalSeq).toBeLessThan(after!.journalSeq);
      expect(await log.starts(0)).toEqual([first, second]);
      expect(await log.starts(first.journalSeq)).toEqual([second]);
    });

    test("markMode() stands in journal order between the readings around it", async () => {
      const { journal, log, a, markMode, all } = await opened();
      await append(journal, [anObservation({ gauge: a })]);
      const emergency = await markMode("emergency", noon + 1);
      await append(journal, [anObservation({ gauge: a, observedAt: noon + 2 })]);
      const daily = await markMode("daily", noon + 3);
      const [before, after] = await all();
      expect(before!.journalSeq).toBeLessThan(emergency.journalSeq);
      expect(emergency.journalSeq).toBeLessThan(after!.journalSeq);
      expect(await log.modes(0)).toEqual([emergency, daily]);
      expect(await log.modes(emergency.journalSeq)).toEqual([daily]);
      expect([emergency.mode, emergency.at, daily.mode]).toEqual(["emergency", noon + 1, "daily"]);
    });

    test("recent() gives rows of the flags asked for, back from the newest of those", async () => {
      const { journal, log, a } = await opened();
      for (const [second, flag] of [
        [0, 1],
        [1, 2],
        [50, 1],
        [90, 3],
      ] as const) {
        await append(journal, [anObservation({ gauge: a, observedAt: noon + second * 1000, value: second, flag })]);
      }
      const recent = async (flags: number) =>
        (await log.recent(a, 49_000, Number.MAX_SAFE_INTEGER, flags)).map((row) => row.value);
      expect(await recent(0b0010)).toEqual([50]);
      expect(await recent(0b0110)).toEqual([1, 50]);
      expect(await recent(0b1000)).toEqual([90]);
    });

    test("recent() gives judged rows up to the cursor, back from the newest of them, oldest first", async () => {
      const { journal, log, a, b, all } = await opened();
      const rows: readonly [minute: number, value: number, flag: 1 | 3 | 4, bits: number][] = [
        [0, 0, 1, 0],
        [10, 1, 1, 0],
        [5, 2, 3, 0],
        [11, 3, 4, 0],
        [12, 4, 1, checks.tooOld],
        [30, 5, 1, 0],
      ];
      for (const [minute, value, flag, bits] of rows) {
        const observedAt = noon + minute * 60_000;
        await append(journal, [anObservation({ gauge: a, observedAt, value, flag, checks: bits })]);
        await append(journal, [anObservation({ gauge: b, observedAt, value: -1 })]);
      }
      const seqOf = new Map((await all()).filter((row) => row.gauge === a).map((row) => [row.value, row.journalSeq]));
      const recent = async (sinceMs: number, upTo: number) =>
        (await log.recent(a, sinceMs, upTo)).map((row) => row.value);
      const upTo = seqOf.get(4)!;
      expect(await recent(0, upTo)).toEqual([1]);
      expect(await recent(5 * 60_000, upTo)).toEqual([2, 1]);
      expect(await recent(3_600_000, upTo)).toEqual([0, 2, 1]);
      expect(await recent(3_600_000, seqOf.get(0)!)).toEqual([0]);
      expect(await recent(3_600_000, 0)).toEqual([]);
      expect(await recent(20 * 60_000, seqOf.get(5)!)).toEqual([1, 5]);
    });

    test("lastReceivedAt() is the last reception up to the cursor, however old the reading was", async () => {
      const { journal, log, a, b, all } = await opened();
      await append(journal, [anObservation({ gauge: a, observedAt: noon, receivedAt: noon + 1 })]);
      await append(journal, [anObservation({ gauge: a, observedAt: noon - 5_000, receivedAt: noon + 2, flag: 4 })]);
      await append(journal, [anObservation({ gauge: a, observedAt: noon + 9, receivedAt: noon + 10 })]);
      const seqs = (await all()).map((row) => row.journalSeq);
      expect(await log.lastReceivedAt(a, seqs[0]!)).toBe(noon + 1);
      expect(await log.lastReceivedAt(a, seqs[1]!)).toBe(noon + 2);
      expect(await log.lastReceivedAt(a, seqs[2]!)).toBe(noon + 10);
      expect(await log.lastReceivedAt(b, seqs[2]!)).toBeNull();
      expect(await log.lastReceivedAt(a, 0)).toBeNull();
    });
  });
}

async function prepared(open: () => Promise<OpenJournal>) {
  const parts = await open();
  const keys = await parts.gauges.keysFor(["gauge-a", "gauge-b"] as GaugeId[]);
  const committed: JournalledObservation[] = [];
  parts.journal.onCommitted((batch) => committed.push(...batch.observations));
  return {
    ...parts,
    a: keys.get("gauge-a" as GaugeId)!,
    b: keys.get("gauge-b" as GaugeId)!,
    committed,
    all: () => parts.log.readAfter(0, 10_000),
  };
}
