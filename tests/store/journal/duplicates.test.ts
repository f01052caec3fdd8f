import fc from "fast-check";
import { expect, test } from "vitest";
import { anObservation, noon } from "../../support/observations.ts";
import { append, gaugeKeys, openTestStore } from "../support/store-in-folder.ts";

/** What becomes of one sending of a batch on a bad line. */
type Sending = readonly (readonly [gauge: number, reading: number])[];

const gaugeCount = 20;
const readings = 50;

test("G3: however readings are dropped, sent twice and shuffled, each that came is stored once", async () => {
  const store = await openTestStore();
  let run = 0;
  const one = fc.tuple(fc.nat(gaugeCount - 1), fc.nat(readings - 1));
  const sendings: fc.Arbitrary<readonly Sending[]> = fc.array(fc.array(one, { maxLength: 60 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sendings, async (plan) => {
      // Each run has its own hour, so that one store serves all runs.
      const from = noon + run++ * 3_600_000;
      const keys = await gaugeKeys(store, gaugeCount);
      const before = store.journal.end();
      await Promise.all(
        plan.map((sending) =>
          append(
            store.journal,
            sending.map(([gauge, reading]) =>
              anObservation({ gauge: keys[gauge]!, observedAt: from + reading * 1_000, value: reading }),
            ),
          ),
        ),
      );
      const wanted = new Set(
        plan.flat().map(([gauge, reading]) => `${keys[gauge]} ${from + reading * 1_000} ${reading}`),
      );
      const kept = (await store.journalReader.readAfter(before, 100_000)).rows.map(
        (row) => `${row.gauge} ${row.observedAt} ${row.value}`,
      );
      expect(kept.length).toBe(wanted.size);
      expect(new Set(kept)).toEqual(wanted);
    }),
    { numRuns: 150 },
  );
  expect(store.counts()).toMatchObject({ conflicts: 0, failedCommits: 0 });
});
