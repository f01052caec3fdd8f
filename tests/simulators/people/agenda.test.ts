import fc from "fast-check";
import { expect, it } from "vitest";
import { SteppedAgenda } from "../../../simulators/people/agenda.ts";

it("does each act at its time and in its order, whatever the order of planning", async () => {
  const acts = fc.uniqueArray(fc.record({ afterMs: fc.integer({ min: 0, max: 9 }), key: fc.string() }), {
    selector: ({ key }) => key,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (planned) => {
      let now = 0;
      const agenda = new SteppedAgenda(() => now);
      const done: { readonly at: number; readonly key: string }[] = [];
      for (const { afterMs, key } of planned) {
        agenda.plan(afterMs, key, async () => void done.push({ at: now, key }));
      }
      for (; now < 10; now++) await agenda.runDue();
      const wanted = planned
        .map(({ afterMs, key }) => ({ at: afterMs, key }))
        .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
      expect(done).toEqual(wanted);
      expect(agenda.nextAt).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

it("does what an act plans for at once in the same round, and nothing after it is cleared", async () => {
  const agenda = new SteppedAgenda(() => 0);
  const done: string[] = [];
  agenda.plan(0, "a", async () => {
    done.push("a");
    agenda.plan(0, "b", async () => void done.push("b"));
  });
  agenda.plan(5, "c", async () => void done.push("c"));
  await agenda.runDue();
  expect(done).toEqual(["a", "b"]);
  agenda.clear();
  expect(agenda.nextAt).toBe(Number.POSITIVE_INFINITY);
});
