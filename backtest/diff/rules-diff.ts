import type { Level } from "../../domain/level.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { versionOf } from "../../rules/language/rule-version.ts";
import type { HubStart, JournalReader, ModeChange, SavedAlarm } from "../../store/ports.ts";
import { createRulesTrial, type RuleCounts, type RulesTrial, type TrialContext } from "./rules-trial.ts";

/** How one rule did under either set; null where it is not in it. */
export interface RuleDiff {
  readonly ruleId: string;
  /** `same`: the rule reads the same. Its counts may differ all the same where it is made of others. */
  readonly change: "new" | "gone" | "edited" | "same";
  readonly isShadow: boolean;
  readonly before: RuleCounts | null;
  readonly after: RuleCounts | null;
}

/** An alarm that would stand elsewhere at the end of the stretch, which is now. */
export interface LevelDiff {
  readonly alarmKey: string;
  readonly before: Level | null;
  readonly after: Level | null;
}

/** What other rules would have done, against those that run. */
export interface RulesDiff {
  /** The stretch looked at: our clock at reception, ms since 1970. */
  readonly fromAt: number;
  readonly toAt: number;
  readonly observations: number;
  readonly rules: readonly RuleDiff[];
  readonly levelsNow: readonly LevelDiff[];
  /** Alarms of the running hub that would end the moment the other rules take over. */
  readonly endsAtOnce: readonly string[];
  readonly isSame: boolean;
}

export interface RulesDiffInput {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
  readonly world: TrialContext;
  readonly journal: JournalReader;
  /** Rows above it, up to `toSeq`, are judged. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly fromAt: number;
  readonly toAt: number;
  /** Where the running hub stands. */
  readonly saved: { readonly alarms: readonly SavedAlarm[]; readonly cursor: number; readonly clock: number };
  onProgress(done: number, total: number): void;
}

/** Rows asked of the journal at once. */
const rowsAtOnce = 20_000;

/**
 * Judges the same stretch of the journal by two sets of rules, each from a city where nothing is raised, with windows
 * filled from what came before.
 */
export async function diffRules(input: RulesDiffInput): Promise<RulesDiff> {
  const { before, after, world, fromAt, toAt } = input;
  const trials = [createRulesTrial(before, world), createRulesTrial(after, world)] as const;
  const observations = await judgeHistory(input, trials);
  const [was, is] = trials.map((trial) => trial.finish(toAt)) as [TrialResult, TrialResult];
  const rules = diffCounts(before, after, was, is);
  const levelsNow = diffLevels(was.levels, is.levels);
  const endsAtOnce = await alarmsEndingNow(input);
  const isSame =
    rules.every(({ before: a, after: b, change }) => change === "same" && isEqual(a, b)) && levelsNow.length === 0;
  return { fromAt, toAt, observations, rules, levelsNow, endsAtOnce, isSame };
}

type TrialResult = ReturnType<RulesTrial["finish"]>;

type JournalMarker =
  | { readonly journalSeq: number; readonly start: HubStart; readonly mode?: never }
  | { readonly journalSeq: number; readonly mode: ModeChange; readonly start?: never };

async function judgeHistory(
  { journal, fromSeq, toSeq, fromAt, toAt, onProgress }: RulesDiffInput,
  trials: readonly RulesTrial[],
): Promise<number> {
  for (const trial of trials) trial.countFindings(await trial.engine.restore([], journal, fromSeq, fromAt));
  const marks = await markersAfter(journal, fromSeq);
  const takeMarksBefore = (journalSeq: number): void => {
    for (let mark = marks[0]; mark !== undefined && mark.journalSeq < journalSeq; mark = marks[0]) {
      for (const { engine, countFindings } of trials) {
        if (mark.start !== undefined) countFindings(engine.start(mark.start.startedAt, mark.start.countedUpTo));
        else countFindings(engine.setMode(mark.mode.mode, mark.mode.at));
      }
      marks.shift();
    }
  };
  let cursor = fromSeq;
  let observations = 0;
  while (cursor < toSeq) {
    const rows = await journal.readAfter(cursor, rowsAtOnce);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.journalSeq > toSeq) break;
      takeMarksBefore(row.journalSeq);
      for (const { engine, countFindings } of trials) countFindings(engine.step(row));
      observations += 1;
    }
    cursor = rows.at(-1)?.journalSeq ?? toSeq;
    onProgress(Math.min(cursor, toSeq) - fromSeq, toSeq - fromSeq);
  }
  takeMarksBefore(Number.POSITIVE_INFINITY);
  for (const { engine, countFindings } of trials) countFindings(engine.advanceClock(toAt));
  return observations;
}

/** Starts of the hub and changes of mode, in journal order. */
async function markersAfter(journal: JournalReader, after: number): Promise<JournalMarker[]> {
  const starts = (await journal.starts(after)).map((start): JournalMarker => ({ journalSeq: start.journalSeq, start }));
  const modes = (await journal.modes(after)).map((mode): JournalMarker => ({ journalSeq: mode.journalSeq, mode }));
  return [...starts, ...modes].sort((a, b) => a.journalSeq - b.journalSeq);
}

function diffCounts(
  before: readonly Rule[],
  after: readonly Rule[],
  was: TrialResult,
  is: TrialResult,
): readonly RuleDiff[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const now = new Map(after.map((rule) => [rule.id, rule]));
  return [...new Set([...old.keys(), ...now.keys()])].map((ruleId) => {
    const a = old.get(ruleId);
    const b = now.get(ruleId);
    const change =
      a === undefined ? "new" : b === undefined ? "gone" : versionOf(a) === versionOf(b) ? "same" : "edited";
    return {
      ruleId,
      change,
      isShadow: (b ?? a)?.shadow === true,
      before: was.countsByRule.get(ruleId) ?? null,
      after: is.countsByRule.get(ruleId) ?? null,
    };
  });
}

function diffLevels(was: ReadonlyMap<string, Level>, is: ReadonlyMap<string, Level>): readonly LevelDiff[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map((alarmKey) => ({ alarmKey, before: was.get(alarmKey) ?? null, after: is.get(alarmKey) ?? null }))
    .filter((each) => each.before !== each.after);
}

/** What the running hub's own alarms would come to if the other rules took over now. */
async function alarmsEndingNow({ after, world, journal, saved }: RulesDiffInput): Promise<readonly string[]> {
  const { engine } = createRulesTrial(after, world);
  const { transitions } = await engine.restore(saved.alarms, journal, saved.cursor, saved.clock);
  return transitions.filter(({ to }) => to === null).map(({ alarmKey }) => alarmKey);
}

function isEqual(a: RuleCounts | null, b: RuleCounts | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
