import type { OpenCases } from "../../cases/open-cases.ts";
import type { CaseNote } from "../../cases/ports.ts";
import type { Case } from "../../domain/governance/case.ts";
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
export class LimitsStep implements Step {
  readonly name = "limits";
  readonly meter = newMeter();
  // What is done at the very moment at which it is due is in time.
  readonly due = newDue({ isAfterRows: true });
  readonly on: Step["on"];
  readonly #parts: LimitsStepParts;
  readonly #timers = new LimitTimers();

  constructor(parts: LimitsStepParts) {
    this.#parts = parts;
    const { limits } = parts;
    this.on = {
      // What a change put into the past is told with it, so that nobody takes it for what fell due while the hub stood still.
      ...following((draft) => {
        this.#follow(draft);
        this.#fireDue(draft.clock - 1, "moved", draft);
      }),
      tick: (tick, draft) => {
        this.#follow(draft);
        this.#fireDue(tick.at, "hub-stopped", draft);
      },
      "hub-started": (_input, draft) => {
        this.#countAnew(dueTexts["why-start"], draft);
        this.#follow(draft);
      },
      "mode-set": ({ logged }, draft) => {
        limits.mode = logged.entry.mode;
        this.#follow(draft);
        this.#countAnew(dueTexts["why-mode"], draft);
        this.#fireDue(draft.clock, "moved", draft);
      },
    };
  }

  async restore({ state, journal }: RestorePoint): Promise<void> {
    const { limits } = this.#parts;
    for (const { entry } of await journal.entriesOf("mode-set", state.position)) limits.mode = entry.mode;
    for (const subject of state.openCases) this.#timers.set(subject);
    this.due.nextAt = this.#timers.nextAt;
  }

  save(): void {}

  /** Takes up what steps before this one did to cases, and how those that closed kept their limits. */
  #follow(draft: Draft): void {
    for (const { change } of draft.found.caseChanges) {
      const { before, after } = change;
      this.#timers.set(after);
      const isClosedNow = after.state === "closed" && before?.state !== "closed";
      if (isClosedNow && after.stages !== undefined) {
        this.#note(after, { line: lineOf("evaluated", wordsForEvaluation(after.stages), draft) }, draft);
      }
    }
    this.due.nextAt = this.#timers.nextAt;
  }

  /** Tells what limits have come to by `to`, our clock. */
  #fireDue(to: number, because: LateBecause, draft: Draft): void {
    for (const fired of this.#timers.popAll(to, draft.clock)) this.#fire(fired, because, draft);
    this.due.nextAt = this.#timers.nextAt;
  }

  #note({ id }: Case, words: CaseNote, draft: Draft): void {
    const change = this.#parts.cases.note(id, words);
    if (change === null) return;
    this.meter.findings += 1;
    this.#timers.set(change.after);
    addCaseChange({ change, transition: null }, draft);
  }

  #fire({ kind, subject, due: limit }: FiredLimit, because: LateBecause, draft: Draft): void {
    const { clock: at } = draft;
    const { limits, timeZone } = this.#parts;
    if (kind === "due-soon") {
      const line = lineOf(kind, wordsForDueSoon(limit, timeZone), draft);
      this.#note(subject, { line, kept: { due: { ...limit, warnedAt: at } } }, draft);
      return;
    }
    const line = lineOf(kind, wordsForOverdue(limit, { at, because }, timeZone), draft);
    const told = { ...limit, warnedAt: limit.warnedAt ?? at, overdueAt: at };
    this.#note(subject, { line, isUrgent: true, kept: { due: told } }, draft);
    if (limits.supervisesOverdue) this.#supervise(subject, reasonToSupervise(limit), draft);
  }

  #supervise({ id: caseId }: Case, reason: BilingualText, draft: Draft): void {
    const { change } = this.#parts.cases.act(
      {
        kind: "case-action",
        caseId,
        by: byRule,
        actor: { part: "rule" },
        action: { do: "supervise", reason },
      },
      draft.clock,
    );
    if (change !== null) addCaseChange({ change, transition: null }, draft);
  }

  /** Counts every open case's limit anew, and says where that moved its end. */
  #countAnew(why: BilingualText, draft: Draft): void {
    const { limits, timeZone } = this.#parts;
    for (const subject of [...this.#timers.cases]) {
      const { due: counted } = limits.dueAfter(subject, subject, draft.clock);
      if (counted?.dueAt === subject.due?.dueAt) continue;
      const words = counted === undefined ? fill(dueTexts.ended, { why }) : wordsForMoved(counted, why, timeZone);
      this.#note(subject, { line: lineOf("noted", words, draft) }, draft);
    }
  }
}

function lineOf(kind: CaseNote["line"]["kind"], words: BilingualText, draft: Draft): CaseNote["line"] {
  return { kind, at: draft.clock, by: byRule, words, part: "rule" };
}
