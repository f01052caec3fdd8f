import fc from "fast-check";
import { expect, it } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import type { CaseId } from "../../domain/ids.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { keptLines, RecentCases, withRecentCases } from "../../store/recent-cases.ts";
import { aCase, anEvent, effects, writerOn } from "../support/effects.ts";

const { entry } = anEvent().data.change;

const ids = ["case-1", "case-2"] as CaseId[];

type Turn =
  /** Lines added to a case in one commit, each a revision. */
  | { readonly adds: number; readonly to: number }
  /** A reader, whose answer from the store comes before or after the next commit is taken up. */
  | { readonly reads: number; readonly lines: number; readonly isSlow: boolean }
  /** The hub starts anew: what was kept is gone. */
  | { readonly restarts: true };

const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ adds: fc.integer({ min: 1, max: 30 }), to: fc.nat(1) }) },
  {
    weight: 4,
    arbitrary: fc.record({ reads: fc.nat(1), lines: fc.constantFrom(0, 1, 2, 20, 49, 50, 51), isSlow: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ restarts: fc.constant(true as const) }) },
);

it("a case is read from what was committed as the store has it, whoever reads while commits go on", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 40, size: "max" }), async (turns) => {
      const { state, queries } = openMemoryStore({ clock: systemClock });
      const commit = writerOn(state);
      let recent = new RecentCases();
      /** Answers of the store that are on their way. */
      let release: (() => void)[] = [];
      let underWay: Promise<unknown>[] = [];
      const arrive = async () => {
        for (const resolve of release) resolve();
        await Promise.all(underWay);
        release = [];
        underWay = [];
      };
      let isSlow = false;
      const slow = {
        ...queries,
        async caseById(id: string, lines?: number) {
          const gate = isSlow ? new Promise<void>((resolve) => release.push(resolve)) : null;
          const found = await queries.caseById(id, lines);
          await gate;
          return found;
        },
      };
      const revisions = [0, 0];
      for (const each of turns) {
        const through = withRecentCases(slow, recent);
        if ("adds" in each) {
          const revision = revisions[each.to]!;
          revisions[each.to] = revision + each.adds;
          const id = ids[each.to]!;
          const caseEntries = Array.from({ length: each.adds }, (_, n) => ({
            ...{ caseId: id, entryNo: revision + n + 1 },
            entry: { ...entry, at: revision + n + 1 },
          }));
          const done = effects({ cases: [aCase({ id, revision: revision + each.adds })], caseEntries });
          await commit(done);
          recent.committed(done);
        } else if ("reads" in each) {
          isSlow = each.isSlow;
          const answer = through.caseById(ids[each.reads]!, each.lines);
          if (each.isSlow) underWay.push(answer);
          else expect(await answer).toEqual(await queries.caseById(ids[each.reads]!, each.lines));
          continue;
        } else recent = new RecentCases();
        await arrive();
      }
      await arrive();
    }),
    { numRuns: 150 },
  );
});

it("asks the store once for a case that is acted upon again and again, and not at all for one that was opened since", async () => {
  const { state, queries } = openMemoryStore({ clock: systemClock });
  const commit = writerOn(state);
  const asked: string[] = [];
  const counted = {
    ...queries,
    caseById: (id: string, lines?: number) => {
      asked.push(id);
      return queries.caseById(id, lines);
    },
  };
  const line = (caseId: CaseId, entryNo: number) => ({ caseId, entryNo, entry });
  await commit(effects({ cases: [aCase({ revision: 1 })], caseEntries: [line("case-1" as CaseId, 1)] }));
  const recent = new RecentCases();
  const through = withRecentCases(counted, recent);
  for (let revision = 2; revision < 60; revision++) {
    await through.caseById("case-1", 0);
    const done = effects({ cases: [aCase({ revision })], caseEntries: [line("case-1" as CaseId, revision)] });
    await commit(done);
    recent.committed(done);
    expect((await through.caseById("case-1", keptLines))?.revision).toBe(revision);
  }
  const opened = effects({
    cases: [aCase({ id: ids[1]!, revision: 1 })],
    caseEntries: [line(ids[1]!, 1)],
  });
  await commit(opened);
  recent.committed(opened);
  expect(await through.caseById("case-2", keptLines)).toMatchObject({ id: "case-2" });
  expect(asked).toEqual(["case-1"]);
});
