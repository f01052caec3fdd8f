import fc from "fast-check";
import { expect, it } from "vitest";
import type { CaseClasses } from "../../domain/city/policies/case-class.ts";
import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Case, CaseEntryKind, CaseWithTimeline } from "../../domain/governance/case.ts";
import type { CaseState } from "../../domain/governance/case-state.ts";
import { type DueStage, isOverTime } from "../../domain/governance/time-limit.ts";
import type { UnitId } from "../../domain/ids.ts";
import type { CaseMove } from "../../domain/inputs/acts/case-action.ts";
import { EvaluationCount } from "../../limits/evaluation/evaluate.ts";
import { type Indicator, indicators, type Period, shareOf } from "../../limits/evaluation/indicators.ts";
import { readLimit } from "../../limits/grammar.ts";
import { stageNames } from "../../locales/limits/due.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { type LimitsWorld, limitsWorld, startsAt } from "../support/worlds/limits-world.ts";

const limit = (text: string) => ({ usual: readLimit(text)!, levels: {}, modes: {} });

const caseClasses: CaseClasses = {
  classes: new Map(),
  limits: {
    register: limit("0.5紧急工作时"),
    dispatch: limit("1紧急工作时"),
    handle: { ...limit("2工作时"), modes: { emergency: readLimit("0.5紧急工作时")! } },
    verify: limit("1紧急工作时"),
  },
  warnShare: 0.5,
  supervisesOverdue: true,
  routes: [],
};

const casePolicy: CasePolicy = {
  registration: "officer",
  dispatch: "officer",
  closing: "evidence",
  holdClearMs: 10 * minuteMs,
  verification: "person",
  reopenWithinMs: hourMs,
  incidents: null,
};

const unitId = "drainage" as UnitId;

/** What goes on with a case in each state. */
const onward: Readonly<Record<CaseState, CaseMove>> = {
  reported: { do: "register" },
  registered: { do: "dispatch", unitId },
  dispatched: { do: "accept" },
  handling: { do: "feedback", text: "pumped" },
  handled: { do: "verify" },
  verified: { do: "close", reason: "seen" },
  closed: { do: "rework", reason: "wet again" },
  voided: { do: "comment", text: "no" },
};

/** What goes aside, given or refused as the table of moves has it. */
const aside = ["return", "rework", "extend", "suspend", "resume", "void"] as const;

function asideMove(kind: (typeof aside)[number], now: number): CaseMove {
  const reason = "rain";
  if (kind === "resume") return { do: kind };
  if (kind === "extend") return { do: kind, reason, until: now + 3 * hourMs };
  return kind === "suspend" ? { do: kind, reason, until: now + 2 * hourMs } : { do: kind, reason };
}

const turn = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      value: fc.constantFrom(0, 0.3, 0.3),
      gauge: fc.constantFrom("a" as const, "b" as const),
      after: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ nth: fc.nat(3), after: fc.integer({ min: 1, max: 70 }) }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constantFrom(...aside), nth: fc.nat(3), after: fc.nat(30) }) },
);

/** What moves limits, or leaves them uncounted, beside what is done to cases. */
const shift = fc.oneof(
  fc.record({ mode: fc.constantFrom("daily" as const, "emergency" as const), after: fc.nat(60) }),
  /** The hub is killed, and the machine's clock may be set before it starts. */
  fc.record({ setBy: fc.constantFrom(0, 0, -90, 200), after: fc.nat(200) }),
);

type Turn =
  | (typeof turn extends fc.Arbitrary<infer Each> ? Each : never)
  | (typeof shift extends fc.Arbitrary<infer Each> ? Each : never);

async function live(hub: LimitsWorld, turns: readonly Turn[]): Promise<void> {
  for (const each of turns) {
    hub.at.now += each.after * minuteMs;
    if ("value" in each) await hub.reading(each.gauge, each.value);
    else if ("mode" in each) await hub.entries.enter({ kind: "mode-set", mode: each.mode, by: "Li" });
    else if ("setBy" in each) {
      hub.at.now += each.setBy * minuteMs;
      await hub.restart({ isKilled: true });
    } else await move(hub, each.nth, "move" in each ? each.move : null);
  }
  await hub.settle();
}

it("indicators are what a recount of the timelines gives, for any period", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(turn, { minLength: 5, maxLength: 60 }),
      fc.nat(2_000),
      fc.nat(2_000),
      async (turns, a, b) => {
        const hub = await limitsWorld({ caseClasses, casePolicy });
        await live(hub, turns);
        const [first, second] = a < b ? [a, b] : [b, a];
        const periods = [
          { from: startsAt + first * minuteMs, to: Math.min(startsAt + (second + 1) * minuteMs, hub.at.now) },
          { from: 0, to: hub.at.now },
        ];
        const cases = await hub.cases();
        for (const period of periods) {
          const count = new EvaluationCount(smallCity(), period, { by: "unit", areaKind: "district" });
          const { rows } = await hub.store.queries.cases(
            { to: period.to, openAt: period.from },
            { limit: 1_000, before: null },
          );
          for (const each of rows) count.add(each);
          const { total, rows: groups } = count.result();
          for (const indicator of indicators) {
            const { numerator, denominator } = total.indicators[indicator];
            expect({ indicator, numerator, denominator }).toEqual({ indicator, ...recount(cases, indicator, period) });
            expect(groups.reduce((sum, row) => sum + row.indicators[indicator].denominator, 0)).toBe(denominator);
          }
        }
      },
    ),
    { numRuns: 120 },
  );
});

it("tells each limit at most once of each kind, and counts as overdue those it told of, whatever moves limits", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: turn }, shift), { minLength: 5, maxLength: 40 }),
      async (turns) => {
        const hub = await limitsWorld({ caseClasses, casePolicy });
        await live(hub, turns);
        for (const subject of await hub.cases()) {
          const told = overdueStages(subject);
          const limits = [...(subject.stages ?? []), ...(subject.due === undefined ? [] : [subject.due])];
          const over = limits.filter((each) => isOverTime(each)).map(({ stage }) => stage);
          expect(over).toEqual(told);
          const period = { from: 0, to: Number.MAX_SAFE_INTEGER };
          const isFiled = subject.record?.registeredAt !== undefined;
          expect(shareOf(subject, "overdue", period)).toEqual({ isOf: isFiled, isIn: isFiled && told.length > 0 });
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** The stage that each kind of line brings a case into. */
const stagesBegun: Readonly<Partial<Record<CaseEntryKind, DueStage | null>>> = {
  reopened: "register",
  registered: "dispatch",
  returned: "dispatch",
  dispatched: "handle",
  reworked: "handle",
  feedback: "verify",
  concluded: null,
  voided: null,
};

/** Stages of which a timeline tells that they were overdue, once for each time the case came into one. */
function overdueStages({ timeline }: CaseWithTimeline): readonly DueStage[] {
  const overdue: DueStage[] = [];
  let stage: DueStage | null = "register";
  let told = new Set<CaseEntryKind>();
  for (const { kind } of timeline) {
    const begun: DueStage | null = stagesBegun[kind] === undefined ? stage : stagesBegun[kind];
    if (begun !== stage) told = new Set();
    stage = begun;
    if (kind !== "due-soon" && kind !== "overdue") continue;
    expect(told).not.toContain(kind);
    told.add(kind);
    if (kind === "overdue") overdue.push(stage!);
  }
  return overdue;
}

it("keeps drills and voided cases out", () => {
  const subject = { state: "closed", openedAt: 5, closedAt: 7, areaCode: "410105", unitId, caseClass: null };
  const totals = (more: object) => {
    const count = new EvaluationCount(smallCity(), { from: 0, to: 10 }, { by: "class", areaKind: "district" });
    count.add({ ...subject, ...more } as unknown as Case);
    return count.result();
  };
  expect(totals({}).total.indicators.closed).toEqual({ numerator: 1, denominator: 1 });
  expect(totals({}).rows).toMatchObject([{ key: "none", name: { zh: "无类别", en: "no class" } }]);
  for (const more of [{ isExercise: true }, { state: "voided" }]) {
    expect(totals(more).rows).toEqual([]);
    expect(Object.values(totals(more).total.indicators).every(({ denominator }) => denominator === 0)).toBe(true);
  }
});

/** Acts on one of the cases there are. */
async function move(hub: LimitsWorld, nth: number, kind: (typeof aside)[number] | null): Promise<void> {
  const cases = await hub.cases();
  const subject = cases[nth % Math.max(1, cases.length)];
  if (subject === undefined) return;
  const action = kind === null ? onward[subject.state] : asideMove(kind, hub.at.now);
  await hub.entries.enter({ kind: "case-action", caseId: subject.id, by: "Li", action });
}

interface Lived {
  openedAt: number;
  registered: number | null;
  dispatched: number | null;
  handled: number | null;
  closed: number | null;
  isVoided: boolean;
  returns: number;
  reworks: number;
  extensions: number;
  overdue: { at: number; stage: DueStage }[];
}

/** A case as its timeline tells it. */
function livedBy({ timeline, openedAt }: CaseWithTimeline): Lived {
  const lived: Lived = {
    openedAt,
    registered: null,
    dispatched: null,
    handled: null,
    closed: null,
    isVoided: false,
    returns: 0,
    reworks: 0,
    extensions: 0,
    overdue: [],
  };
  const stages = Object.entries(stageNames) as [DueStage, { zh: string }][];
  for (const { kind, at, words } of timeline) {
    if (kind === "registered") lived.registered ??= at;
    if (kind === "dispatched") lived.dispatched = at;
    if (kind === "feedback") lived.handled = at;
    if (kind === "closed" || kind === "concluded") lived.closed = at;
    if (kind === "voided") lived.isVoided = true;
    if (kind === "returned") lived.returns += 1;
    if (kind === "extended") lived.extensions += 1;
    if (kind === "reworked" || kind === "reopened") {
      lived.reworks += 1;
      lived.handled = null;
      lived.closed = null;
    }
    if (kind !== "overdue") continue;
    lived.overdue.push({ at, stage: stages.find(([, { zh }]) => words.zh.startsWith(zh))![0] });
  }
  return lived;
}

function recount(cases: readonly CaseWithTimeline[], indicator: Indicator, { from, to }: Period) {
  let [numerator, denominator] = [0, 0];
  const isIn = (at: number | null): boolean => at !== null && at >= from && at < to;
  for (const each of cases.map(livedBy).filter(({ isVoided }) => !isVoided)) {
    const over = (stage?: DueStage) =>
      each.overdue.some((line) => line.at < to && (stage ?? line.stage) === line.stage);
    const overIn = (stage?: DueStage) =>
      each.overdue.some((line) => isIn(line.at) && (stage ?? line.stage) === line.stage);
    const done = each.handled ?? each.closed;
    const isToHandle = isIn(done) || overIn("handle");
    const isToClose = isIn(each.closed) || ((each.closed ?? from) >= from && overIn());
    const [isOf, isCounted] = (
      {
        registered: [isIn(each.openedAt), each.registered !== null && each.registered < to],
        "registered-in-time": [isIn(each.registered), !over("register")],
        "dispatched-right": [isIn(each.dispatched), each.returns === 0],
        handled: [isToHandle, done !== null && done < to],
        "handled-in-time": [isToHandle, done !== null && done < to && !over("handle")],
        closed: [isToClose, isIn(each.closed)],
        "closed-in-time": [isToClose, isIn(each.closed) && !over()],
        reworked: [isToHandle, each.reworks > 0],
        extended: [isIn(each.registered), each.extensions > 0],
        overdue: [isIn(each.registered), over()],
      } satisfies Record<Indicator, readonly [boolean, boolean]>
    )[indicator];
    if (isOf) denominator += 1;
    if (isOf && isCounted) numerator += 1;
  }
  return { numerator, denominator };
}
