import fc from "fast-check";
import { expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import { minuteMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import { silentLog } from "../../domain/log.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import { createEffectsWriter } from "../../processor/effects-writer.ts";
import { createJournalConsumer } from "../../processor/journal-consumer.ts";
import type { CommittedEffects, Effects, StateStore } from "../../store/ports.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { cityOf, engineOver, memoryJournal, observationOf, ruleFrom } from "../support/rules-world.ts";
import { suppressionOver } from "../support/suppression.ts";
import { until } from "../support/until.ts";

const city = cityOf([{ id: "a" }, { id: "b" }]);
const rules = [ruleFrom({ levels: { blue: { raise: 0.15 }, red: { raise: 0.4 } }, onDelay: "1min" })];
const startsAt = Date.parse("2021-07-20T08:00:00Z");

/** A state store that keeps what it is given, slowly, and refuses when told to. */
function slowState(refusals: number): StateStore & { readonly kept: Effects[] } {
  const kept: Effects[] = [];
  let left = refusals;
  return {
    kept,
    load: () => Promise.reject(new Error("not asked for here")),
    async commit(effects): Promise<CommittedEffects> {
      await new Promise(setImmediate);
      if (left-- > 0) throw new HubError("store.disk_full", "Cannot commit: the disk is full", { isRetryable: true });
      kept.push(effects);
      return { events: [], deliveries: [] };
    },
  };
}

/** Feeds `batches` of rows to a reader as the journal would, and gives what was committed once all is read. */
async function readAll(
  batches: readonly (readonly JournalledObservation[])[],
  { refusals = 0, queueRows = 1_000 }: { refusals?: number; queueRows?: number } = {},
): Promise<readonly Effects[]> {
  const rows: JournalledObservation[] = [];
  const state = slowState(refusals);
  const writer = createEffectsWriter(state, () => {}, silentLog);
  const consumer = createJournalConsumer(
    {
      engine: engineOver(city, rules),
      components: {
        suppression: suppressionOver(city),
        cases: createOpenCases(city, []),
        warnings: createOpenWarnings(city, "district", []),
        queueDeliveries: () => [],
      },
      journal: memoryJournal(rows),
      writer,
      clock: () => startsAt,
      oldestUncommittedAt: () => null,
      indexJournal: async () => {},
      onFailure: (error) => {
        throw error;
      },
    },
    { checkpointMs: 0, rulesQueueRows: queueRows },
    { rulesCursor: 0, rulesClock: 0 },
  );
  for (const batch of batches) {
    rows.push(...batch);
    consumer.onCommitted({ observations: batch });
    if (batch.length % 3 === 0) await new Promise(setImmediate);
  }
  const last = rows.at(-1)?.journalSeq ?? 0;
  await until("everything to be read and committed", () => (state.kept.at(-1)?.rulesCursor ?? 0) >= last);
  await consumer.stop();
  return state.kept;
}

function batchesOf(sizes: readonly number[]): readonly (readonly JournalledObservation[])[] {
  let seq = 0;
  return sizes.map((size) =>
    Array.from({ length: size }, () => {
      seq += 1;
      const minute = Math.floor(seq / 2);
      const value = [0, 0.2, 0.2, 0.5, 0.5, 0.3, 0, 0][minute % 8] as number;
      const observedAt = startsAt + minute * minuteMs + (seq % 2);
      return observationOf({ gauge: seq % 2, observedAt, value, journalSeq: seq, receivedAt: observedAt });
    }),
  );
}

const notified = (effects: readonly Effects[]) => effects.flatMap(({ transitions }) => transitions);

it("createRulesReader() reads every row once in effect, from memory or from the journal, however commits fall", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 60 }), async (given, queueRows) => {
      const wanted = notified(await readAll([batchesOf(given).flat()]));
      const batches = batchesOf(given);
      const got = await readAll(batches, { queueRows });
      expect(notified(got)).toEqual(wanted);
      const cursors = got.map(({ rulesCursor }) => rulesCursor);
      expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

it("createRulesReader() keeps what it found while the disk refuses, and commits it whole when it takes again", async () => {
  const batches = batchesOf([10, 10, 30, 5, 40]);
  const wanted = notified(await readAll([batches.flat()]));
  expect(wanted.length).toBeGreaterThan(5);
  expect(notified(await readAll(batches, { refusals: 2, queueRows: 15 }))).toEqual(wanted);
});
