import fc from "fast-check";
import { expect, it } from "vitest";
import type { CaseClasses } from "../../domain/city/policies/case-class.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import { isOverTime } from "../../domain/governance/time-limit.ts";
import { readLimit } from "../../limits/grammar.ts";
import { hear, limitsWorld, startsAt } from "../support/worlds/limits-world.ts";

const usual = readLimit("2紧急工作时")!;

const caseClasses: CaseClasses = {
  classes: new Map(),
  limits: { register: { usual, levels: {}, modes: { emergency: readLimit("1紧急工作时")! } } },
  warnShare: 0.5,
  supervisesOverdue: true,
  routes: [],
};

const world = () => limitsWorld({ caseClasses });

const kinds = ({ timeline }: CaseWithTimeline): readonly string[] => timeline.map(({ kind }) => kind);

it("tells once what is due soon and overdue, also after a stop, and says how late where the hub did not run", async () => {
  const hub = await world();
  await hub.reading("a", 0.3);
  hub.at.now += hourMs;
  await hub.settle();
  hub.at.now += minuteMs;
  await hub.restart({ isKilled: true });
  expect((await hub.cases()).map(kinds)).toEqual([["opened", "due-soon"]]);
  hub.at.now += 5 * hourMs;
  await hub.restart({ isKilled: false });
  await hub.settle();
  const [overdue] = await hub.cases();
  expect(overdue?.due).toMatchObject({ dueAt: startsAt + usual.amount * hourMs, overdueAt: hub.at.now });
  expect(kinds(overdue!).filter((kind) => kind === "overdue")).toHaveLength(1);
  const line = overdue!.timeline.find(({ kind }) => kind === "overdue")!;
  expect(line.words).toEqual({
    zh: "立案超期：应于 2021-07-20 18:00 前完成（时限 2紧急工作时）；到期时感知中枢未运行，晚 4小时1分钟 记录",
    en: "filing is overdue: it was due at 2021-07-20 18:00 (time limit 2 h, nights and holidays counted); the hub did not run then and says so 4 h 1 min late",
  });
  await hub.restart({ isKilled: true });
  hub.at.now += hourMs;
  await hub.settle();
  expect(kinds((await hub.cases())[0]!).filter((kind) => kind === "overdue")).toHaveLength(1);
});

it("says that a limit was made shorter, not that the hub stood still, where a mode puts its end into the past", async () => {
  const hub = await world();
  await hub.reading("a", 0.3);
  hub.at.now += hourMs + 10 * minuteMs;
  await hub.entries.enter({ kind: "mode-set", mode: "emergency", by: "Li" });
  const [found] = await hub.cases();
  expect(found?.timeline.find(({ kind }) => kind === "overdue")?.words.en).toBe(
    "filing is overdue: with the time limit that holds now (1 h, nights and holidays counted) it was due at 2021-07-20 17:00, 10 min ago",
  );
  await hub.restart({ isKilled: true });
  await hub.settle();
  expect(kinds((await hub.cases())[0]!).filter((kind) => kind === "overdue")).toHaveLength(1);
});

it("moves limits with the city's mode, and evaluates a case that closes", async () => {
  const hub = await world();
  await hub.reading("a", 0.3);
  hub.at.now += 10 * minuteMs;
  await hub.entries.enter({ kind: "mode-set", mode: "emergency", by: "Li" });
  expect((await hub.cases())[0]?.due?.dueAt).toBe(startsAt + hourMs);
  await hub.restart({ isKilled: true });
  hub.at.now += 65 * minuteMs;
  await hub.reading("a", 0);
  const [closed] = await hub.cases();
  expect(closed).toMatchObject({ state: "closed", stages: [{ stage: "register", overMs: 15 * minuteMs }] });
  expect(closed).not.toHaveProperty("due");
  expect(kinds(closed!)).toEqual(["opened", "noted", "due-soon", "overdue", "supervised", "closed", "evaluated"]);
  expect(closed!.timeline.at(-1)?.words.zh).toBe("综合评价：超期。立案超期 15分钟（1紧急工作时）");
});

it("says at once, and of a graver level too, that what was made shorter is over", async () => {
  const register = { usual, levels: { red: readLimit("1紧急工作时")! }, modes: {} };
  const hub = await limitsWorld({ caseClasses: { ...caseClasses, limits: { register } } });
  await hub.reading("a", 0.3);
  hub.at.now += hourMs + 10 * minuteMs;
  await hear(hub, { hazard: "waterlogging", withinMs: hourMs });
  const [found] = await hub.cases();
  expect(found?.timeline.find(({ kind }) => kind === "overdue")?.words.en).toContain(", 10 min ago");
});

type Moment =
  | { readonly kind: "reading"; readonly gauge: "a" | "b"; readonly value: number }
  | { readonly kind: "settle" | "stop" | "kill" }
  | { readonly kind: "mode"; readonly mode: "daily" | "emergency" }
  /** The machine's clock is set while the hub is down. */
  | { readonly kind: "clock"; readonly byMinutes: number };

const moment: fc.Arbitrary<Moment & { readonly after: number }> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("reading" as const),
      gauge: fc.constantFrom("a" as const, "b" as const),
      value: fc.constantFrom(0, 0.3, 0.3),
      after: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("settle" as const, "stop" as const, "kill" as const),
      after: fc.integer({ min: 0, max: 200 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("clock" as const),
      byMinutes: fc.integer({ min: -300, max: 300 }),
      after: fc.nat(10),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("mode" as const),
      mode: fc.constantFrom("daily" as const, "emergency" as const),
      after: fc.nat(60),
    }),
  },
);

it("misses no limit and tells none twice, however often the hub stops, is killed, or has its clock set", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 2, maxLength: 25 }), async (moments) => {
      const hub = await world();
      for (const each of moments) {
        hub.at.now += each.after * minuteMs;
        if (each.kind === "reading") await hub.reading(each.gauge, each.value);
        else if (each.kind === "mode") await hub.entries.enter({ kind: "mode-set", mode: each.mode, by: "Li" });
        else if (each.kind === "settle") await hub.settle();
        else if (each.kind === "clock") {
          hub.at.now += each.byMinutes * minuteMs;
          await hub.restart({ isKilled: true });
        } else await hub.restart({ isKilled: each.kind === "kill" });
      }
      await hub.settle();
      for (const subject of await hub.cases()) expectEachOnce(subject, hub.at.now);
    }),
    { numRuns: 60 },
  );
});

/** Every limit that ended while its case was open was told once before it closed; a case that is over has none. */
function expectEachOnce(subject: CaseWithTimeline, now: number): void {
  const { timeline, stages = [], due } = subject;
  const overdue = timeline.filter(({ kind }) => kind === "overdue");
  const evaluated = timeline.filter(({ kind }) => kind === "evaluated");
  expect(evaluated).toHaveLength(timeline.filter(({ kind }) => kind === "closed").length);
  expect(due === undefined).toBe(subject.state === "closed");
  if (due !== undefined && due.dueAt < now) expect(due.overdueAt).toBeDefined();
  const limits = due === undefined ? stages : [...stages, due];
  expect(overdue).toHaveLength(limits.filter((each) => isOverTime(each)).length);
}
