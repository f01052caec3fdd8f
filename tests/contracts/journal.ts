import { describe, expect, test } from "vitest";
import type { Mode } from "../../domain/city/mode.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../../domain/ids.ts";
import { type Entry, endOf, type LoggedEntry, type LogSlice } from "../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { type Position, startOfLog } from "../../domain/position.ts";
import type { AppendedObservation, Journal, JournalReader, RejectReader } from "../../store/ports.ts";
import { append } from "../store/support/store-in-folder.ts";
import { anObservation, aReject, noon } from "../support/observations.ts";

/** A journal with what reads it. */
export interface OpenJournal {
  readonly journal: Journal;
  readonly journalReader: JournalReader;
  readonly rejects: RejectReader;
}

/** Beyond every row and entry. */
const anywhere: Position = { row: Number.MAX_SAFE_INTEGER, entry: Number.MAX_SAFE_INTEGER };

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

    test("rejects() narrows to a span of receptions", async () => {
      const { journal, rejects } = await opened();
      const refused = [0, 1, 2].map((n) => aReject({ receivedAt: noon + n, deviceId: `d${n}` }));
      await new Promise<void>((resolve, fail) =>
        journal.append([], refused, (error) => (error === null ? resolve() : fail(error))),
      );
      const page = { limit: 10, before: null };
      const idsIn = async (span: object) => (await rejects.rejects(span, page)).rows.map(({ deviceId }) => deviceId);
      expect(await idsIn({ from: noon + 1 })).toEqual(["d2", "d1"]);
      expect(await idsIn({ from: noon, to: noon + 1 })).toEqual(["d0"]);
      expect(await idsIn({ to: noon })).toEqual([]);
    });

    test("append() keeps a duplicate once and tells nobody of it again", async () => {
      const { journal, a, all, committed, rejects } = await opened();
      await append(journal, [anObservation({ gauge: a }), anObservation({ gauge: a })]);
      await append(journal, [anObservation({ gauge: a, receivedAt: noon + 90_000 })]);
      expect(await all()).toHaveLength(1);
      expect(committed).toHaveLength(1);
      expect(await rejects.rejectCounts()).toEqual({});
    });

    test("append() keeps another value for a recent moment under our time, doubted and with its reason", async () => {
      const { journal, a, all, committed, rejects } = await opened();
      const receivedAt = noon + 21_000;
      const other = anObservation({ gauge: a, value: 2, receivedAt });
      await append(journal, [anObservation({ gauge: a, value: 1 }), other]);
      await append(journal, [other, anObservation({ gauge: a, value: 3, receivedAt: noon + 22_000 })]);
      const doubted = { flag: 3, checks: checks.sameMoment, deviceTime: noon };
      expect(await all()).toMatchObject([
        { value: 1, observedAt: noon, flag: 1, checks: 0, deviceTime: null },
        { value: 2, observedAt: receivedAt, ...doubted },
        { value: 3, observedAt: noon + 22_000, ...doubted },
      ]);
      expect(committed).toEqual(await all());
      expect(await rejects.rejectCounts()).toEqual({});
    });

    test("append() keeps another value for an old moment right behind it, failed, and knows both again", async () => {
      const { journal, a, all, committed } = await opened();
      const restated = [2, 3].map((value) => anObservation({ gauge: a, value, receivedAt: noon + 601_000 }));
      await append(journal, [anObservation({ gauge: a, value: 1 }), ...restated]);
      await append(journal, [anObservation({ gauge: a, value: 1, receivedAt: noon + 700_000 }), restated[1]!]);
      const failed = { flag: 4, checks: checks.sameMoment, deviceTime: noon };
      expect(await all()).toMatchObject([
        { value: 1, observedAt: noon, flag: 1 },
        { value: 2, observedAt: noon + 1, ...failed },
        { value: 3, observedAt: noon + 2, ...failed },
      ]);
      expect(committed).toEqual(await all());
    });

    test("append() keeps all of a clock that stands still, as far as no count or packet says they are the same", async () => {
      const { journal, a, all } = await opened();
      const standing = (receivedMs: number, changes: Partial<AppendedObservation> = {}) =>
        anObservation({
          ...{ gauge: a, value: 1, flag: 3, checks: checks.clockWrong | checks.sameMoment, deviceTime: noon },
          ...{ observedAt: noon + receivedMs, receivedAt: noon + receivedMs },
          ...changes,
        });
      await append(journal, [standing(0), standing(12_000), standing(24_000, { value: 0 }), standing(36_000)]);
      expect(await all()).toHaveLength(4);
      await append(journal, [standing(40_000, { seq: 8 }), standing(41_000, { seq: 8 })]);
      await append(journal, [standing(50_000, { packet: 77 }), standing(51_000, { packet: -77 })]);
      expect((await all()).map(({ observedAt }) => (observedAt - noon) / 1_000)).toEqual([0, 12, 24, 36, 40, 50]);
    });

    test("append() keeps each count of one moment and value and knows it again: tips of a clock of whole minutes", async () => {
      const { journal, a, all } = await opened();
      for (const lateMs of [0, 3_600_000]) {
        const moment = noon - lateMs;
        const tips = Array.from({ length: 12 }, (_, index) =>
          anObservation({ gauge: a, observedAt: moment, receivedAt: noon + index * 2_500, value: 0.5, seq: index }),
        );
        for (const tip of tips) await append(journal, [tip]);
        await append(
          journal,
          tips.toReversed().map((tip) => ({ ...tip, receivedAt: tip.receivedAt + 60_000 })),
        );
        await append(journal, [{ ...tips[0]!, seq: 99, receivedAt: noon + 700_000 }]);
        const kept = (await all()).filter(({ observedAt }) => Math.abs(observedAt - moment) < 60_000);
        expect(kept.map(({ seq }) => seq)).toEqual(tips.map(({ seq }) => seq));
        expect(kept.map(({ flag }) => flag)).toEqual([1, ...Array(11).fill(3)]);
        expect(kept.slice(1).every(({ checks: failed }) => failed === checks.sameMoment)).toBe(true);
      }
    });

    test.each([
      ["stands at 0", (index: number) => ({ seq: 0, atMs: index * 2_500 })],
      ["goes round in four", (index: number) => ({ seq: index % 4, atMs: index * 3_000 })],
      [
        "begins again at each wake",
        (index: number) => ({ seq: index % 3, atMs: Math.floor(index / 3) * 60_000 + (index % 3) * 1_000 }),
      ],
    ])("append() keeps what comes under a count that %s, once it is known for that, and says so", async (_, count) => {
      const { journal, a, all } = await opened();
      const sent = Array.from({ length: 24 }, (_each, index) => {
        const { seq, atMs } = count(index);
        return anObservation({
          gauge: a,
          observedAt: noon + atMs,
          receivedAt: noon + atMs,
          checks: checks.untimed,
          seq,
        });
      });
      for (const each of sent) {
        await append(journal, [each]);
        await append(journal, [
          { ...each, receivedAt: each.receivedAt + 50 },
          { ...each, packet: -7 },
        ]);
      }
      const kept = await all();
      const receptions = kept.map(({ receivedAt }) => receivedAt);
      expect(new Set(receptions).size).toBe(kept.length);
      expect(receptions.filter((at) => !sent.some(({ receivedAt }) => receivedAt === at))).toEqual([]);
      expect(kept.length).toBeGreaterThanOrEqual(sent.length - 3);
      expect(kept.at(-1)).toMatchObject({ flag: 3, checks: checks.untimed | checks.repeatedCount });
    });

    test("append() keeps one moment of a wrong clock again where it comes from another run of that clock", async () => {
      const { journal, a, all } = await opened();
      const boot = { gauge: a, checks: checks.clockWrong, deviceTime: 5_000 };
      for (const ms of [0, 60_000, 3_600_000]) {
        await append(journal, [anObservation({ ...boot, observedAt: noon + ms, receivedAt: noon + ms })]);
      }
      expect((await all()).map(({ observedAt }) => observedAt - noon)).toEqual([0, 3_600_000]);
    });

    test.each([
      ["sent again within 10 minutes", -5, 1, 599_000, 1],
      ["sent again later", -5, 1, 600_000, 2],
      ["sent again with another value", -5, 2, 1_000, 2],
      ["of another packet that was sent again", -6, 1, 1_000, 2],
      ["of a packet with the same identity, sent once", 5, 1, 1_000, 2],
      ["of no packet", 0, 1, 1_000, 2],
    ])("append() judges an untimed reading %s", async (_, packet, value, afterMs, kept) => {
      const { journal, a, all } = await opened();
      const untimed = { gauge: a, checks: checks.untimed };
      await append(journal, [anObservation({ ...untimed, value: 1, packet: 5, observedAt: noon, receivedAt: noon })]);
      const at = noon + afterMs;
      await append(journal, [anObservation({ ...untimed, value, packet, observedAt: at, receivedAt: at })]);
      expect(await all()).toHaveLength(kept);
      expect((await all())[0]).not.toHaveProperty("packet");
    });

    test("append() keeps two readings alike of one packet, and neither again when it is sent again", async () => {
      const { journal, a, all } = await opened();
      const reading = (packet: number) => anObservation({ gauge: a, checks: checks.untimed, packet });
      await append(journal, [reading(5), reading(5)]);
      await append(journal, [reading(-5), reading(-5)]);
      expect(await all()).toHaveLength(2);
    });

    test("rejects of one message share its payload, told apart from lists, and count what they stand for", async () => {
      const { journal, rejects } = await opened();
      const payload = new TextEncoder().encode("whole payload");
      const shared = { payload, payloadBytes: payload.length, reading: 7 };
      await append(
        journal,
        [],
        [aReject({ ...shared, count: 3 }), aReject({ ...shared, reason: "channel.unknown", payload: null })],
      );
      await append(journal, [], [aReject({ ...shared, count: 2 })]);
      const { rows } = await rejects.rejects({ reason: "payload.not_json" }, { limit: 9, before: null });
      expect(rows).toMatchObject([{ count: 2 }, { count: 3, reading: 7, payloadBytes: 13, hasPayload: true }]);
      expect(rows[0]).not.toHaveProperty("payload");
      const [, first] = rows;
      expect(await rejects.rejectById(first!.rejectId)).toMatchObject({ count: 3, payload });
      expect(await rejects.rejectById(first!.rejectId + 1)).toMatchObject({ hasPayload: false, payload: null });
      expect(await rejects.rejectById(99)).toBeNull();
      expect(await rejects.rejectCounts()).toEqual({ "payload.not_json": 5, "channel.unknown": 1 });
    });

    test("payloads of the oldest rejects go where all of them are too large, their rejects stay", async () => {
      const { journal, rejects } = await opened();
      for (let n = 0; n < 5; n += 1) {
        const payload = new Uint8Array(30_000).fill(n);
        await append(journal, [], [aReject({ payload }), aReject({ payload, reason: "channel.unknown" })]);
      }
      const { rows } = await rejects.rejects({}, { limit: 20, before: null });
      expect(rows.map(({ hasPayload }) => hasPayload)).toEqual([...Array(6).fill(true), ...Array(4).fill(false)]);
      expect((await rejects.rejectById(rows[5]!.rejectId))?.payload?.[0]).toBe(2);
      expect((await rejects.rejectById(rows[6]!.rejectId))?.payload).toBeNull();
    });

    test("append() knows a reading with a wrong device clock by what that clock said", async () => {
      const { journal, a, all } = await opened();
      const ahead = { gauge: a, checks: checks.clockWrong, deviceTime: noon + 86_400_000 };
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
      journal.onCommitted(({ rows }) => groups.push(rows.length));
      const first = append(journal, [anObservation({ gauge: a })]);
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      const rest = Array.from({ length: 20 }, (_, index) =>
        append(journal, [anObservation({ gauge: a, observedAt: noon + 1 + index })]),
      );
      await Promise.all([first, ...rest]);
      expect(groups.reduce((sum, rows) => sum + rows, 0)).toBe(21);
      expect(groups.length).toBeLessThanOrEqual(3);
    });

    test("append() keeps more undated readings than a minute has milliseconds, tells of each as it is kept, and lets no rule look at the rest", async () => {
      const { journal, journalReader, a, committed } = await opened();
      const count = 60_500;
      const undated = Array.from({ length: count }, (_, value) =>
        anObservation({ gauge: a, checks: checks.untimed, value }),
      );
      await append(journal, undated);
      const kept = (await journalReader.readAfter(startOfLog, count + 1)).rows;
      expect(kept).toHaveLength(count);
      expect(committed).toEqual(kept);
      expect(kept.filter((row) => (row.checks & checks.tooOld) !== 0)).toHaveLength(count - 60_001);
    });

    test("append() keeps a long append in parts, those of others among them, and calls back when all of it is kept", async () => {
      const { journal, a, b, all, slices } = await opened();
      const order: string[] = [];
      const long = append(
        journal,
        Array.from({ length: 5_000 }, (_, n) => at(a, n)),
        Array.from({ length: 2_000 }, () => aReject()),
      ).then(() => order.push("long"));
      const short = append(journal, [at(b, 0)]).then(() => order.push("short"));
      const behind = append(journal, [at(a, 6_000)]).then(() => order.push("behind the long one"));
      await Promise.all([long, short, behind]);
      expect(order).toEqual(["short", "long", "behind the long one"]);
      expect(Math.max(...slices.map(({ rows }) => rows.length))).toBeLessThanOrEqual(1_025);
      const ofA = (await all()).filter(({ gauge }) => gauge === a).map(({ observedAt }) => observedAt - noon);
      expect(ofA).toEqual([...Array.from({ length: 5_000 }, (_, n) => n), 6_000]);
    });

    test("append() refuses the rest of a long append where a part is refused, and calls back once", async () => {
      const { journal, a, b } = await opened();
      const broken = anObservation({ gauge: undefined as unknown as GaugeKey, observedAt: noon - 1 });
      const rows = Array.from({ length: 5_000 }, (_, n) => at(a, n));
      const long = append(journal, [...rows.slice(0, 2_500), broken, ...rows.slice(2_500)]);
      await expect(long).rejects.toMatchObject({ code: "store.write_failed" });
      await append(journal, [at(b, 0)]);
      expect(journal.oldestUncommittedAt()).toBeNull();
      // Sent again, as a device does, what was kept is known.
      await append(journal, rows);
      expect(journal.end().row).toBe(5_001);
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
      const { journal, a } = await opened();
      const keys = await journal.keysFor(["gauge-c", "gauge-a"] as GaugeId[]);
      expect(keys.get("gauge-a" as GaugeId)).toBe(a);
      expect(new Set(keys.values()).size).toBe(2);
    });
  });
}

/** What every journal must do with entries. */
export function entryContract(name: string, open: () => Promise<OpenJournal>): void {
  describe(`entry contract: ${name}`, () => {
    const opened = () => prepared(open);

    test("enter() puts an entry behind what was appended before it, in the same commit and in its place", async () => {
      const { journal, journalReader, a, slices } = await opened();
      const done: string[] = [];
      const appending = [0, 1].map((n) => append(journal, [at(a, n)]).then(() => done.push(`row ${n}`)));
      const entering = journal.enter(entryOf(mode("emergency"), 5)).then((logged) => {
        done.push("entry");
        return logged;
      });
      const last = append(journal, [at(a, 2)]).then(() => done.push("row 2"));
      await Promise.all([...appending, entering, last]);
      const logged = await entering;
      const slice = await journalReader.readAfter(startOfLog, 10);
      expect(slice.rows.map((row) => row.observedAt - noon)).toEqual([0, 1, 2]);
      expect(slice.entries).toEqual([logged]);
      expect(logged).toMatchObject({ afterRow: slice.rows[1]!.journalSeq, at: noon + 5, entry: mode("emergency") });
      expect(done).toEqual(["row 0", "row 1", "entry", "row 2"]);
      expect(joined(slices)).toEqual(slice);
      expect(journal.end()).toEqual({ row: slice.rows[2]!.journalSeq, entry: logged.entrySeq });
    });

    test("enter() stands behind no row in an empty log, and numbers entries one by one", async () => {
      const { journal, a } = await opened();
      const first = await journal.enter(entryOf(mode("emergency"), 0));
      await append(journal, [at(a, 0)]);
      const second = await journal.enter(entryOf(mode("daily"), 1));
      expect([first.entrySeq, first.afterRow]).toEqual([1, 0]);
      expect([second.entrySeq, second.afterRow]).toEqual([2, journal.end().row]);
    });

    test("enter() with a known onceKey gives the entry that is there, and tells nobody again", async () => {
      const { journal, journalReader, slices } = await opened();
      const first = await journal.enter({ ...entryOf(mode("emergency"), 1), onceKey: "inbox-7" });
      const [again, other] = await Promise.all([
        journal.enter({ ...entryOf(mode("daily"), 2), onceKey: "inbox-7" }),
        journal.enter({ ...entryOf(mode("daily"), 3), onceKey: "inbox-8" }),
      ]);
      expect(again).toEqual(first);
      expect(other.entrySeq).toBe(first.entrySeq + 1);
      expect(joined(slices).entries).toEqual([first, other]);
      expect((await journalReader.readAfter(startOfLog, 10)).entries).toEqual([first, other]);
    });

    test("enter() gives the entry to listeners before it resolves", async () => {
      const { journal, slices } = await opened();
      const logged = await journal.enter(entryOf(mode("emergency"), 1));
      expect(joined(slices).entries).toEqual([logged]);
    });

    test("enter() keeps thousands at once, and what each kind says, whole", async () => {
      const { journal, journalReader } = await opened();
      const reports = Array.from({ length: 3_000 }, (_, n): Entry => report(`device-${n}`));
      const kept = await Promise.all(reports.map((entry, n) => journal.enter(entryOf(entry, n))));
      expect(kept.map(({ entrySeq }) => entrySeq)).toEqual(reports.map((_, n) => n + 1));
      const { entries } = await journalReader.readAfter(startOfLog, 1);
      expect(entries.map(({ entry }) => entry)).toEqual(reports);
    });

    test("readAfter() gives every row and entry once and in order, whatever the page", async () => {
      const { journal, journalReader, a } = await opened();
      const wanted: string[] = [];
      const doing: Promise<unknown>[] = [];
      for (let n = 0; n < 40; n += 1) {
        if (n % 7 < 3) {
          wanted.push(`entry ${n}`);
          doing.push(journal.enter(entryOf(report(`entry ${n}`), n)));
        } else {
          wanted.push(`row ${n}`);
          doing.push(append(journal, [at(a, n)]));
        }
      }
      await Promise.all(doing);
      for (const limit of [1, 2, 3, 5, 26, 100]) {
        const got: string[] = [];
        let position = startOfLog;
        for (;;) {
          const slice = await journalReader.readAfter(position, limit);
          if (slice.rows.length === 0 && slice.entries.length === 0) break;
          expect(slice.rows.length).toBeLessThanOrEqual(limit);
          got.push(...inOrder(slice));
          position = endOf(slice, position);
        }
        expect(got).toEqual(wanted);
        expect(position).toEqual(journal.end());
      }
    });

    test("entriesOf() gives one kind, up to a position, oldest first", async () => {
      const { journal, journalReader } = await opened();
      const modes = [];
      for (const each of ["emergency", "daily", "emergency"] as const) {
        await journal.enter(entryOf(report("device-1"), 0));
        modes.push(await journal.enter(entryOf(mode(each), 0)));
      }
      expect(await journalReader.entriesOf("mode-set", journal.end())).toEqual(modes);
      const before = { ...journal.end(), entry: journal.end().entry - 1 };
      expect(await journalReader.entriesOf("mode-set", before)).toEqual(modes.slice(0, 2));
      expect(await journalReader.entriesOf("flag-set", journal.end())).toEqual([]);
    });

    test("positionAt() is the place before what came in at that moment or later", async () => {
      const { journal, journalReader, a } = await opened();
      // Received at 10, 20, 20, 30; entered at 5 before them, at 12 and 25 among them, at 40 behind.
      await journal.enter(entryOf(mode("daily"), 5));
      await append(journal, [at(a, 0, 10)]);
      await journal.enter(entryOf(mode("daily"), 12));
      await append(journal, [at(a, 1, 20), at(a, 2, 20)]);
      await journal.enter(entryOf(mode("daily"), 25));
      await append(journal, [at(a, 3, 30)]);
      await journal.enter(entryOf(mode("daily"), 40));
      const { rows } = await journalReader.readAfter(startOfLog, 10);
      const place = async (ms: number) => {
        const { row, entry } = await journalReader.positionAt(noon + ms);
        return [rows.filter(({ journalSeq }) => journalSeq <= row).length, entry];
      };
      const places = await Promise.all([0, 6, 11, 20, 21, 26, 31, 50].map(place));
      expect(places).toEqual([
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 2],
        [3, 2],
        [3, 3],
        [4, 3],
        [4, 4],
      ]);
    });
  });
}

function at(gauge: GaugeKey, n: number, receivedMs = n) {
  return anObservation({ gauge, observedAt: noon + n, receivedAt: noon + receivedMs, value: n });
}

function mode(name: Mode): Entry {
  return { kind: "mode-set", mode: name, by: "operator 1" };
}

function report(deviceId: string): Entry {
  return { kind: "device-reported", deviceId: deviceId as DeviceId, report: { about: "status", status: "online" } };
}

function entryOf(entry: Entry, ms: number) {
  return { entry, at: noon + ms, onceKey: null };
}

function joined(slices: readonly LogSlice[]): LogSlice {
  return { rows: slices.flatMap(({ rows }) => rows), entries: slices.flatMap(({ entries }) => entries) };
}

/** Names of rows and entries as they stand in the log. */
function inOrder({ rows, entries }: LogSlice): readonly string[] {
  const names: string[] = [];
  let next = 0;
  const entriesBefore = (row: number): void => {
    for (; next < entries.length && entries[next]!.afterRow < row; next += 1) names.push(nameOf(entries[next]!));
  };
  for (const row of rows) {
    entriesBefore(row.journalSeq);
    names.push(`row ${row.value}`);
  }
  entriesBefore(Number.POSITIVE_INFINITY);
  return names;
}

function nameOf({ entry }: LoggedEntry): string {
  return entry.kind === "device-reported" ? entry.deviceId : entry.kind;
}

/** What every journal must give back, wherever it looks for the rows. */
export function journalReaderContract(name: string, open: () => Promise<OpenJournal>): void {
  describe(`journal reader contract: ${name}`, () => {
    const opened = () => prepared(open);

    test("recent() gives rows of the flags asked for, back from the newest of those", async () => {
      const { journal, journalReader, a } = await opened();
      for (const [second, flag] of [
        [0, 1],
        [1, 2],
        [50, 1],
        [90, 3],
      ] as const) {
        await append(journal, [anObservation({ gauge: a, observedAt: noon + second * 1000, value: second, flag })]);
      }
      const recent = async (flags: number) =>
        (await journalReader.recent(a, 49_000, anywhere, flags)).map((row) => row.value);
      expect(await recent(0b0010)).toEqual([50]);
      expect(await recent(0b0110)).toEqual([1, 50]);
      expect(await recent(0b1000)).toEqual([90]);
    });

    test("recent() gives judged rows up to the cursor, back from the newest of them, oldest first", async () => {
      const { journal, journalReader, a, b, all } = await opened();
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
        (await journalReader.recent(a, sinceMs, upToRow(upTo))).map((row) => row.value);
      const upTo = seqOf.get(4)!;
      expect(await recent(0, upTo)).toEqual([1]);
      expect(await recent(5 * 60_000, upTo)).toEqual([2, 1]);
      expect(await recent(3_600_000, upTo)).toEqual([0, 2, 1]);
      expect(await recent(3_600_000, seqOf.get(0)!)).toEqual([0]);
      expect(await recent(3_600_000, 0)).toEqual([]);
      expect(await recent(20 * 60_000, seqOf.get(5)!)).toEqual([1, 5]);
    });

    test("newest() gives the newest rows up to the cursor whatever their flag, oldest first", async () => {
      const { journal, journalReader, a, b, all } = await opened();
      for (const [ms, flag] of [
        [3, 1],
        [1, 4],
        [2, 9],
        [9, 1],
      ] as const) {
        await append(journal, [{ ...at(a, ms), flag }, at(b, ms)]);
      }
      const last = (await all()).filter((row) => row.gauge === a).at(-1)!;
      const newest = async (count: number, row: number) =>
        (await journalReader.newest(a, count, upToRow(row))).map(({ value }) => value);
      expect(await newest(2, last.journalSeq)).toEqual([3, 9]);
      expect(await newest(2, last.journalSeq - 1)).toEqual([2, 3]);
      expect(await newest(9, last.journalSeq - 1)).toEqual([1, 2, 3]);
      expect(await newest(2, 0)).toEqual([]);
    });

    test("what was put in from a recording is history: never recent, newest or the last reception", async () => {
      const { journal, journalReader, a } = await opened();
      const archive = {
        gauge: a,
        flag: 2,
        checks: checks.tooOld | checks.archived,
        receivedAt: noon + 90_000,
      } as const;
      await append(journal, [anObservation({ gauge: a, value: 1, observedAt: noon, receivedAt: noon })]);
      await append(journal, [
        anObservation({ ...archive, value: 7, observedAt: noon - 1000 }),
        anObservation({ ...archive, value: 8, observedAt: noon + 1000 }),
        // What was heard of a moment stays, and a recording that says otherwise is nobody's conflict.
        anObservation({ ...archive, value: 9, observedAt: noon }),
      ]);
      for (const look of [() => {}, () => journalReader.index()]) {
        await look();
        const valuesOf = (rows: readonly { readonly value: number }[]) => rows.map(({ value }) => value);
        expect(valuesOf((await journalReader.readAfter({ row: 0, entry: 0 }, 9)).rows)).toEqual([1, 7, 8]);
        expect(valuesOf(await journalReader.newest(a, 9, anywhere))).toEqual([1]);
        expect(valuesOf(await journalReader.recent(a, 9_000, anywhere))).toEqual([1]);
        expect(await journalReader.lastReceivedAt(a, upToRow(3))).toBe(noon);
      }
    });

    test("lastReceivedAt() is the last reception up to the cursor, however old the reading was", async () => {
      const { journal, journalReader, a, b, all } = await opened();
      await append(journal, [anObservation({ gauge: a, observedAt: noon, receivedAt: noon + 1 })]);
      await append(journal, [anObservation({ gauge: a, observedAt: noon - 5_000, receivedAt: noon + 2, flag: 4 })]);
      await append(journal, [anObservation({ gauge: a, observedAt: noon + 9, receivedAt: noon + 10 })]);
      const seqs = (await all()).map((row) => row.journalSeq);
      expect(await journalReader.lastReceivedAt(a, upToRow(seqs[0]!))).toBe(noon + 1);
      expect(await journalReader.lastReceivedAt(a, upToRow(seqs[1]!))).toBe(noon + 2);
      expect(await journalReader.lastReceivedAt(a, upToRow(seqs[2]!))).toBe(noon + 10);
      expect(await journalReader.lastReceivedAt(b, upToRow(seqs[2]!))).toBeNull();
      expect(await journalReader.lastReceivedAt(a, upToRow(0))).toBeNull();
    });
  });
}

function upToRow(row: number): Position {
  return { row, entry: 0 };
}

async function prepared(open: () => Promise<OpenJournal>) {
  const parts = await open();
  const keys = await parts.journal.keysFor(["gauge-a", "gauge-b"] as GaugeId[]);
  const committed: JournalledObservation[] = [];
  const slices: LogSlice[] = [];
  parts.journal.onCommitted((slice) => {
    slices.push(slice);
    committed.push(...slice.rows);
  });
  return {
    ...parts,
    a: keys.get("gauge-a" as GaugeId)!,
    b: keys.get("gauge-b" as GaugeId)!,
    committed,
    slices,
    all: async () => (await parts.journalReader.readAfter(startOfLog, 10_000)).rows,
  };
}
