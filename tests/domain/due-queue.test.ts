import fc from "fast-check";
import { expect, it } from "vitest";
import { DueQueue } from "../../domain/due-queue.ts";

it("DueQueue gives each name once, at the moment last set, in order of time and then of name", () => {
  const step = fc.oneof(
    fc.record({ name: fc.constantFrom("a", "b", "c", "d"), at: fc.option(fc.integer({ min: 0, max: 4 })) }),
    fc.record({ to: fc.integer({ min: 0, max: 5 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = new DueQueue();
      const set = new Map<string, number>();
      const inOrder = () => [...set].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
      for (const each of steps) {
        if ("to" in each) {
          const [first] = inOrder();
          const isDue = first !== undefined && first[1] <= each.to;
          expect(queue.popDue(each.to)).toEqual(isDue ? { name: first[0], at: first[1] } : null);
          if (isDue) set.delete(first[0]);
        } else {
          queue.set(each.name, each.at);
          if (each.at === null) set.delete(each.name);
          else set.set(each.name, each.at);
        }
        expect(queue.nextAt).toBe(inOrder()[0]?.[1] ?? Number.POSITIVE_INFINITY);
      }
    }),
  );
});
