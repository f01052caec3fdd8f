import type { OpenCases } from "../../cases/open-cases.ts";
import type { CaseNote } from "../../cases/ports.ts";
import type { Case } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { BilingualText } from "../../domain/text.ts";
import { type FiredLimit, LimitTimers } from "../../limits/due/limit-timers.ts";
import {
  type LateBecause,
  reasonToSupervise,
  wordsForDueSoon,
  wordsForEvaluation,
  wordsForMoved,
  wordsForOverdue,
} from "../../limits/due/limit-words.ts";
import type { CaseLimits } from "../../limits/ports.ts";
import { fill } from "../../locales/fill.ts";
import { dueTexts } from "../../locales/limits/due.ts";
import { addCaseChange, type Draft } from "../draft.ts";
import { following, newDue, newMeter, type RestorePoint, type Step } from "../step.ts";

/** Name under which standing orders act and write. */
const byRule = "rule";

export interface LimitsStepParts {
  readonly limits: CaseLimits;
  readonly cases: Pick<OpenCases, "note" | "act">;
  /** IANA name of the city's zone. */
  readonly timeZone: string;
}

/** Tells when time limits of cases come to an end, supervises what is overdue, and says how each closed case kept them. */
export function limitsStep({ limits, cases, timeZone }: LimitsStepParts): Step {
  const meter = newMeter();
  // What is done at the very moment at which it is due is in time.
  const due = newDue({ isAfterRows: true });
  const timers = new LimitTimers();

  /** Takes up what steps before this one did to cases, and how those that closed kept their limits. */
  function follow(draft: Draft): void {
    for (const { change } of draft.found.caseChanges) {
      const { before, after } = change;
      timers.set(after, isCaseOver(after));
      const isClosedNow = after.state === "closed" && before?.state !== "closed";
      if (isClosedNow && after.stages !== undefined) {
        note(after, { line: lineOf("evaluated", wordsForEvaluation(after.stages), draft) }, draft);
      }
    }
    due.nextAt = timers.nextAt;
  }

  function note({ id }: Case, words: CaseNote, draft: Draft): void {
    const change = cases.note(id, words);
    if (change === null) return;
    meter.findings += 1;
    timers.set(change.after, isCaseOver(change.after));
    addCaseChange({ change, transition: null }, draft);
  }

  function fire({ kind, subject, due: limit }: FiredLimit, because: LateBecause, draft: Draft): void {
    const { clock: at } = draft;
    if (kind === "due-soon") {
      const line = lineOf(kind, wordsForDueSoon(limit, timeZone), draft);
      note(subject, { line, kept: { due: { ...limit, warnedAt: at } } }, draft);
      return;
    }
    const line = lineOf(kind, wordsForOverdue(limit, { at, because }, timeZone), draft);
    const told = { ...limit, warnedAt: limit.warnedAt ?? at, overdueAt: at };
    note(subject, { line, isUrgent: true, kept: { due: told } }, draft);
    if (limits.supervisesOverdue) supervise(subject, reasonToSupervise(limit), draft);
  }

  function supervise({ id: caseId }: Case, reason: BilingualText, draft: Draft): void {
    const { change } = cases.act(
      {
        kind: "case-action",
        caseId,
        by: byRule,
        actor: { part: "rule" },
        action: { do: "supervise", reason: `${reason.zh} ${reason.en}` },
      },
      draft.clock,
    );
    if (change !== null) addCaseChange({ change, transition: null }, draft);
  }

  /** Counts every open case's limit anew, and says where that moved its end. */
  function countAnew(why: BilingualText, draft: Draft): void {
    for (const subject of [...timers.cases]) {
      const { due: counted } = limits.dueAfter(subject, subject, draft.clock);
      if (counted?.dueAt === subject.due?.dueAt) continue;
      const words = counted === undefined ? fill(dueTexts.ended, { why }) : wordsForMoved(counted, why, timeZone);
      note(subject, { line: lineOf("noted", words, draft) }, draft);
    }
  }

  const handlers = following(follow);
  return {
    name: "limits",
    due,
    meter,
    on: {
      ...handlers,
      tick(tick, draft) {
        for (const fired of timers.popAll(tick.at, draft.clock)) fire(fired, "hub-stopped", draft);
        follow(draft);
      },
      "hub-started"(_input, draft) {
        countAnew(dueTexts["why-start"], draft);
        follow(draft);
      },
      "mode-set"({ logged }, draft) {
        limits.mode = logged.entry.mode;
        countAnew(dueTexts["why-mode"], draft);
        // Now, so that nobody takes them for what fell due while the hub stood still.
        for (const fired of timers.popAll(draft.clock, draft.clock)) fire(fired, "moved", draft);
        follow(draft);
      },
    },
    async restore({ state, journal }: RestorePoint) {
      for (const { entry } of await journal.entriesOf("mode-set", state.position)) limits.mode = entry.mode;
      for (const subject of state.openCases) timers.set(subject, isCaseOver(subject));
      due.nextAt = timers.nextAt;
    },
    save: () => {},
  };
}

function lineOf(kind: CaseNote["line"]["kind"], words: BilingualText, draft: Draft): CaseNote["line"] {
  return { kind, at: draft.clock, by: byRule, words, part: "rule" };
}
