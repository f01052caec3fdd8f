import type { Level } from "../domain/city/level.ts";
import { endOf } from "../domain/inputs/input.ts";
import type { Position } from "../domain/position.ts";
import { isBeyond } from "../domain/position.ts";
import { freshState, replayedInputs } from "../processor/replay.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { versionOf } from "../rules/language/rule-version.ts";
import type { JournalReader, SavedState } from "../store/ports.ts";
import type { LevelDiff, RuleCounts, RuleDiff, RulesDiff } from "./ports.ts";
import { engineFor, RulesTrial, type TrialContext, type TrialResult } from "./rules-trial.ts";

export interface RulesDiffInput {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
  readonly world: TrialContext;
  readonly journal: JournalReader;
  /** What lies behind it in the log, up to `to`, is judged. */
  readonly from: Position;
  readonly to: Position;
  readonly fromAt: number;
  readonly toAt: number;
  /** Where the running hub stands. */
  readonly saved: SavedState;
  onProgress(done: number, total: number): void;
  /** Rows asked of the journal and judged at once; 20,000 where left out. */
  readonly rowsAtOnce?: number;
  /** Lets others have a turn between two of them; left out where nobody else waits. */
  readonly pause?: () => Promise<void>;
}

const usualRowsAtOnce = 20_000;
const noPause = async (): Promise<void> => {};

/**
 * Judges the same stretch of the log by two sets of rules, each from a city where nothing is raised, with windows filled
 * from what came before, and with the silences, maintenance and modes that were in force.
 */
export async function diffRules(input: RulesDiffInput): Promise<RulesDiff> {
  const { before, after, world, fromAt, toAt } = input;
  const [old, changed] = [new RulesTrial(before, world), new RulesTrial(after, world)];
  const observations = await judgeHistory(input, [old, changed]);
  const [was, is] = [old.finish(toAt), changed.finish(toAt)];
  const rules = diffCounts(before, after, was, is);
  const levelsNow = diffLevels(was.levels, is.levels);
  const endsAtOnce = await alarmsEndingNow(input);
  const isSame =
    rules.every(({ before: a, after: b, change }) => change === "same" && isEqual(a, b)) && levelsNow.length === 0;
  return { fromAt, toAt, observations, rules, levelsNow, endsAtOnce, isSame };
}

/** @returns how many observations were judged */
async function judgeHistory(
  { journal, from, to, fromAt, onProgress, rowsAtOnce = usualRowsAtOnce, pause = noPause }: RulesDiffInput,
  trials: readonly RulesTrial[],
): Promise<number> {
  const state = await freshState(journal, from, fromAt);
  for (const trial of trials) await trial.start({ state, journal, pause });
  let position = from;
  let observations = 0;
  while (isBeyond(to, position)) {
    const slice = await journal.readAfter(position, rowsAtOnce);
    const end = endOf(slice, position);
    if (!isBeyond(end, position)) break;
    const inputs = [...replayedInputs(slice, to)];
    for (const trial of trials) trial.judge(inputs);
    observations += inputs.filter(({ kind }) => kind === "row").length;
    position = end;
    await pause();
    onProgress(Math.min(position.row, to.row) - from.row, to.row - from.row);
  }
  return observations;
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
async function alarmsEndingNow({
  after,
  world,
  journal,
  saved,
  pause = noPause,
}: RulesDiffInput): Promise<readonly string[]> {
  const { position, clock } = saved;
  const { transitions } = await engineFor(after, world).restore(saved.saved, { journal, position, clock, pause });
  return transitions.filter(({ to }) => to === null).map(({ alarmKey }) => alarmKey);
}

function isEqual(a: RuleCounts | null, b: RuleCounts | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
