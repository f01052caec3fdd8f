import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { type Area, areaOfKind, type City } from "../domain/city/city.ts";
import { type Level, levelOfRank, rankOf } from "../domain/city/level.ts";
import type { Mode } from "../domain/city/mode.ts";
import { colourPolicy } from "../domain/city/policies/warning-policy.ts";
import { DueQueue } from "../domain/due-queue.ts";
import type { Case } from "../domain/governance/case.ts";
import type { WarningEvent } from "../domain/governance/event.ts";
import { liveLevelOfCase } from "../domain/governance/live-case.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import { isInForce, isWarningOver } from "../domain/governance/warnings/warning-state.ts";
import type { WarningAction, WarningMove, WarningWords } from "../domain/inputs/acts/warning-action.ts";
import { type Person, personOf } from "../domain/people/person.ts";
import { actOnWarning } from "./lifecycle/act-on-warning.ts";
import { draftByHand, draftFromCase } from "./lifecycle/draft-warning.ts";
import { withWords } from "./lifecycle/level-texts.ts";
import { moveRefusal } from "./lifecycle/move-refusals.ts";
import { relevel } from "./lifecycle/relevel.ts";
import { decideByRule, decisionDueAt, expire, expiryAfterBulletin, type TimedStep } from "./lifecycle/timers.ts";
import { nextBulletin } from "./next-bulletin.ts";
import { withAuthor } from "./persons-behind.ts";
import { alreadyOpen, unknownArea, warningChangedSince, warningNotOpen } from "./refusals.ts";
import { supportOf } from "./support-of.ts";
import { type NoticeOccasion, warningEvent } from "./warning-event.ts";
import { countCase, noteAdvice, noteSupport, tallyOf, type WarningTally, worstRank, written } from "./warning-tally.ts";

/** One change of a warning, and what others are notified of it. */
export interface WarningChange {
  /** Null where the change drafted the warning. */
  readonly before: Warning | null;
  readonly after: Warning;
  readonly occasion: NoticeOccasion;
  readonly event: WarningEvent;
}

/** What came of something a person did: exactly one of the two is there. */
export type WarningAnswer =
  | { readonly change: WarningChange; readonly refusal: null }
  | { readonly change: null; readonly refusal: Refusal };

/** A change of a case, as a warning must know of it. */
export interface FollowedChange {
  /** Null where the change opened the case. */
  readonly before: Case | null;
  readonly after: Case;
  /** Whether the alarm behind the change may draft a warning. */
  readonly draftsWarning: boolean;
  /** True when the change was learnt too late to page anybody. */
  readonly isLate: boolean;
}

/** What is behind a followed change. */
export interface FollowedCause {
  /** Null for what is no alarm's doing. */
  readonly transition: AlarmTransition | null;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** The warnings not yet over, one at most for each hazard and area; one of a drill stands beside. */
export interface OpenWarnings {
  /**
   * Follows a case: drafts, updates or lifts the warning of its hazard for the area around its station.
   *
   * @param cause where left out, no alarm, at the time of the case
   * @returns null when nobody need be notified: the notice reads as before, though other cases may be its reason
   */
  follow(followed: FollowedChange, cause?: FollowedCause): WarningChange | null;
  /** A person acts on a warning. @param at our clock when it was entered, ms since 1970 */
  act(action: WarningAction, at: number): WarningAnswer;
  /** The city is run in another mode: who decides, and how soon, may be otherwise. */
  setMode(mode: Mode): void;
  readonly mode: Mode;
  /** When time alone changes something next, our clock; Infinity for never. */
  readonly nextAt: number;
  /** What is due up to `to`. @param at our clock at which it takes effect */
  advance(to: number, at: number): readonly WarningChange[];
  /** Warnings that changed since the last call, notified or not; to be committed with the position. */
  drainChanges(): readonly Warning[];
  /** Every open warning as it stands, drafts among them. */
  openNow(): readonly Warning[];
  /** Without those of drills. */
  readonly openCount: number;
  /** Of these, those that the public has been told of. */
  readonly inForceCount: number;
}

/** @param areaKind kind of area that warnings are made for */
export function createOpenWarnings(city: City, areaKind: Area["kind"], openWarnings: readonly Warning[]): OpenWarnings {
  return new WarningList(city, areaKind, openWarnings);
}

class WarningList implements OpenWarnings {
  readonly #city: City;
  readonly #areaKind: Area["kind"];
  readonly #open: Map<string, WarningTally>;
  readonly #changed = new Set<WarningTally>();
  /** When each is to be decided, `decide|key`, and expires, `expire|key`. */
  readonly #dues = new DueQueue();
  #mode: Mode = "daily";

  constructor(city: City, areaKind: Area["kind"], openWarnings: readonly Warning[]) {
    this.#city = city;
    this.#areaKind = areaKind;
    this.#open = new Map(openWarnings.map((known) => [keyOf(known), tallyOf(known)]));
    this.#setAllDues();
  }

  follow(followed: FollowedChange, cause?: FollowedCause): WarningChange | null {
    const { after: changed, draftsWarning } = followed;
    const { transition, at } = cause ?? { transition: null, at: changed.updatedAt };
    const area = areaOfKind(this.#city, changed.areaCode, this.#areaKind) ?? this.#city.areas.get(changed.areaCode);
    if (area === undefined) return null;
    const known = this.#open.get(keyOf({ ...changed, areaCode: area.code }));
    if (known === undefined) return draftsWarning ? this.#draft(followed, area, { transition, at }) : null;
    const liveBefore = worstRank(known.liveCounts);
    if (!countCase(known, changed, draftsWarning)) return null;
    noteAdvice(known, changed);
    noteSupport(known, changed, supportOf(changed, transition));
    this.#changed.add(known);
    const isGraverLive = worstRank(known.liveCounts) > liveBefore;
    return this.#relevel(known, { isGraverLive, at, observedAt: changed.updatedAt, allClear: changed.advice });
  }

  act(action: WarningAction, at: number): WarningAnswer {
    const { action: move, warningId } = action;
    if (move.do === "draft") return this.#draftByHand(action, move, at);
    const tally = this.#open.values().find(({ notice }) => notice.id === warningId);
    if (tally === undefined) return { change: null, refusal: warningNotOpen(warningId) };
    const { ifRevision } = action;
    const { revision } = tally.notice;
    if (ifRevision !== undefined && ifRevision !== revision) {
      return { change: null, refusal: warningChangedSince(tally.notice, ifRevision) };
    }
    const toLevel = move.do === "edit" && move.level !== undefined ? { toLevel: move.level } : {};
    const refusal = moveRefusal(written(tally), move.do, { ...action, ...toLevel, policyOf: this.#policyOf });
    if (refusal !== null) return { change: null, refusal };
    return { change: this.#step(tally, { ...action, action: move }, at), refusal: null };
  }

  setMode(mode: Mode): void {
    this.#mode = mode;
    this.#setAllDues();
  }

  get mode(): Mode {
    return this.#mode;
  }

  get nextAt(): number {
    return this.#dues.nextAt;
  }

  advance(to: number, at: number): readonly WarningChange[] {
    const changes: WarningChange[] = [];
    for (let due = this.#dues.popDue(to); due !== null; due = this.#dues.popDue(to)) {
      const [what, key] = splitDue(due.name);
      const tally = this.#open.get(key);
      if (tally === undefined) continue;
      const context = { at, texts: { city: this.#city }, policyOf: this.#policyOf };
      const notice = written(tally);
      const step = what === "decide" ? decideByRule(notice, context) : expire(notice, context);
      if (step !== null) changes.push(this.#timed(tally, step, at));
    }
    return changes;
  }

  drainChanges(): readonly Warning[] {
    const drained = [...this.#changed].map(written);
    this.#changed.clear();
    return drained;
  }

  openNow(): readonly Warning[] {
    return [...this.#open.values()].map(written);
  }

  get openCount(): number {
    return this.#open.values().reduce((sum, { notice }) => sum + (notice.isExercise === true ? 0 : 1), 0);
  }

  get inForceCount(): number {
    return this.#open
      .values()
      .reduce((sum, { notice }) => sum + (isInForce(notice) && notice.isExercise !== true ? 1 : 0), 0);
  }

  readonly #policyOf = (level: Level) => {
    const { warningPolicy } = this.#city;
    return warningPolicy === undefined ? null : colourPolicy(warningPolicy, level, this.#mode);
  };

  #draft(followed: FollowedChange, area: Area, { transition, at }: FollowedCause): WarningChange | null {
    const drafted = draftFromCase(followed, { area, at, texts: { city: this.#city } });
    if (drafted === null) return null;
    const support = supportOf(followed.after, transition);
    const tally = tallyOf(support === null ? drafted : { ...drafted, supports: [support] });
    this.#open.set(keyOf(drafted), tally);
    const isGraverLive = !followed.isLate && liveLevelOfCase(followed.after) !== null;
    return this.#noticed(tally, { before: null, after: tally.notice, isGraverLive, at });
  }

  #draftByHand(action: WarningAction, move: Extract<WarningMove, { readonly do: "draft" }>, at: number): WarningAnswer {
    const area = this.#city.areas.get(move.areaCode);
    if (area === undefined) return { change: null, refusal: unknownArea(move.areaCode) };
    const there = this.#open.get(keyOf(move));
    if (there !== undefined) return { change: null, refusal: alreadyOpen(there.notice) };
    const tally = tallyOf(draftByHand(action, move, { area, at, texts: { city: this.#city } }));
    this.#open.set(keyOf(move), tally);
    const person = { by: action.by, at, reason: null };
    return {
      change: this.#noticed(tally, { before: null, after: tally.notice, isGraverLive: false, at, person }),
      refusal: null,
    };
  }

  #step(
    tally: WarningTally,
    act: WarningAction & { readonly action: Exclude<WarningMove, { readonly do: "draft" }> },
    at: number,
  ): WarningChange {
    const before = tally.notice;
    const texts = { city: this.#city };
    const { action, by } = act;
    const signed = personOf(act);
    const acted = actOnWarning(written(tally), { action, person: signed }, { at, texts, policyOf: this.#policyOf });
    const after =
      action.do === "edit" && action.level !== undefined
        ? this.#leveledByHand(tally, { acted, level: action.level, words: action, person: signed, at })
        : acted;
    const reason = "reason" in action ? action.reason : null;
    const occasion = personOccasions[action.do];
    return this.#noticed(tally, { before, after, isGraverLive: false, at, person: { by, at, reason }, occasion });
  }

  /** A person sets the level below which it is not to stand, and what it says there: of one in force it may have to be approved first. */
  #leveledByHand(
    tally: WarningTally,
    {
      acted,
      level,
      words,
      person,
      at,
    }: {
      readonly acted: Warning;
      readonly level: Level;
      readonly words: WarningWords;
      readonly person: Person;
      readonly at: number;
    },
  ): Warning {
    const byHand = { at, ...person, level };
    const worst = levelOfRank(Math.max(worstRank(tally.counts), rankOf(level)));
    const reasons = { level: worst, isGraverLive: false, observedAt: at, at, allClear: acted.advice };
    const leveled = relevel(acted, reasons, { texts: { city: this.#city }, policyOf: this.#policyOf });
    const moved = withWords(leveled, words, level);
    return { ...moved, byHand, authors: withAuthor(moved, person), changedBy: person.by, revision: acted.revision };
  }

  #relevel(
    tally: WarningTally,
    cause: Pick<Parameters<typeof relevel>[1], "isGraverLive" | "at" | "observedAt" | "allClear">,
  ): WarningChange | null {
    const before = tally.notice;
    const level = levelOfRank(Math.max(worstRank(tally.counts), rankOf(before.byHand?.level ?? null)));
    const after = relevel(before, { ...cause, level }, { texts: { city: this.#city }, policyOf: this.#policyOf });
    if (after === before) return null;
    return this.#noticed(tally, { before, after, ...cause });
  }

  #timed(tally: WarningTally, { after, occasion }: TimedStep, at: number): WarningChange {
    return this.#noticed(tally, { before: tally.notice, after, isGraverLive: false, at, occasion });
  }

  /** Keeps a warning as it now reads, and says what others are notified of it. */
  #noticed(
    tally: WarningTally,
    {
      before,
      after: changed,
      isGraverLive,
      at,
      person = null,
      occasion = "followed",
    }: {
      readonly before: Warning | null;
      readonly after: Warning;
      readonly isGraverLive: boolean;
      readonly at: number;
      readonly person?: { readonly by: string; readonly at: number; readonly reason: string | null } | null;
      readonly occasion?: NoticeOccasion;
    },
  ): WarningChange {
    const after = this.#withBulletin(before, changed, at);
    tally.notice = written({ ...tally, notice: after });
    this.#changed.add(tally);
    if (isWarningOver(after)) this.#open.delete(keyOf(after));
    this.#setDues(tally.notice);
    const event = warningEvent({ before, after: tally.notice, isGraverLive, person, occasion }, this.#city);
    return { before, after: tally.notice, occasion, event };
  }

  /** Notes the bulletin that a change brings out, and until when it holds. */
  #withBulletin(before: Warning | null, after: Warning, at: number): Warning {
    const bulletin = nextBulletin(before, after, at);
    if (bulletin === null) return after;
    const { expiresAt: _, ...rest } = after;
    const context = { at, texts: { city: this.#city }, policyOf: this.#policyOf };
    const expiresAt = isInForce(after) ? expiryAfterBulletin(after, context) : (after.expiresAt ?? null);
    return {
      ...rest,
      ...(expiresAt === null ? {} : { expiresAt }),
      bulletins: [...(after.bulletins ?? []), bulletin],
    };
  }

  #setAllDues(): void {
    for (const { notice } of this.#open.values()) this.#setDues(notice);
  }

  #setDues(notice: Warning): void {
    const key = keyOf(notice);
    const isOver = isWarningOver(notice);
    this.#dues.set(`decide|${key}`, isOver ? null : decisionDueAt(notice, { policyOf: this.#policyOf }));
    this.#dues.set(`expire|${key}`, isInForce(notice) ? (notice.expiresAt ?? null) : null);
  }
}

const personOccasions: Readonly<Record<Exclude<WarningMove["do"], "draft">, NoticeOccasion>> = {
  approve: "approved",
  issue: "followed",
  edit: "edited",
  withdraw: "withdrawn",
  lift: "followed",
};

function splitDue(name: string): readonly [string, string] {
  const at = name.indexOf("|");
  return [name.slice(0, at), name.slice(at + 1)];
}

/** One of a drill never stands in for a real one. */
function keyOf({
  hazard,
  areaCode,
  isExercise = false,
}: Pick<Warning, "hazard" | "areaCode"> & { readonly isExercise?: boolean | undefined }): string {
  return `${hazard}|${areaCode}${isExercise ? "|exercise" : ""}`;
}
