import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Mark } from "../marks/mark.ts";
import { type AlarmSpan, endOf, peakLevelOf, startOf } from "../outcome/alarm-spans.ts";
import { trueSignal } from "../truth/true-signal.ts";
import type { Truth } from "../truth/truth.ts";
import { placeKey } from "./crossings.ts";

/** The truth is looked at from so long before an alarm until so long after it. */
const besideMs = 30 * minuteMs;
/** What foretells has this long to come true. */
const foretoldMs = hourMs;
/** An alarm is false where the truth stayed this share of the limit, or two errors of the instrument, away from it. */
const marginShare = 0.1;
const marginErrors = 2;

/**
 * What an alarm was, by the truth.
 *
 * - `true`: the truth came to the gravest level that the alarm did, or within the margin of it
 * - `too-grave`: it came to a milder level alone
 * - `false`: it came to none that the alarm did
 * - `not-judged`: the truth says nothing of what it is about: silence and instruments, alarms made of others, places without marks
 */
export type AlarmTruth = "true" | "too-grave" | "false" | "not-judged";

export interface JudgedAlarm {
  readonly span: AlarmSpan;
  readonly truth: AlarmTruth;
  /** Gravest level of a mark that the truth came to while it stood; null for none, and where it is not judged. */
  readonly trueLevel: Level | null;
}

/** How far from a limit the truth has to stay for an alarm to be false: 10 % of it, or two errors of the instrument. */
function falseMargin({ limit, error }: Pick<Mark, "limit" | "error">): number {
  return Math.max(marginShare * Math.abs(limit), marginErrors * error);
}

/** Holds every alarm of hazards that have marks against the truth. */
export function judgeAlarms(truth: Truth, marks: readonly Mark[], spans: readonly AlarmSpan[]): readonly JudgedAlarm[] {
  const marksAt = Map.groupBy(marks, placeKey);
  return spans.map((span): JudgedAlarm => {
    const own = marksFor(span, marksAt.get(placeKey(span)) ?? []);
    const reached = own.map((mark) => ({ mark, isReached: isReached(truth, mark, spanOfTruth(span)) }));
    const known = reached.filter((each) => each.isReached !== null);
    if (known.length === 0) return { span, truth: "not-judged", trueLevel: null };
    const trueLevel = known
      .filter((each) => each.isReached)
      .reduce<Level | null>((worst, { mark }) => worse(worst, mark.level), null);
    return { span, truth: truthOf(span, trueLevel), trueLevel };
  });
}

/** Marks of its own rule where it compares what is; those of the whole place for what foretells. */
function marksFor({ ruleId, gaugeId, conditionKind }: AlarmSpan, marks: readonly Mark[]): readonly Mark[] {
  if (isForetold(conditionKind)) return marks;
  return marks.filter((mark) => mark.ruleId === ruleId && mark.gaugeId === gaugeId);
}

/** Rates and forecasts compare no mark and warn of one. */
function isForetold(conditionKind: string | undefined): boolean {
  return conditionKind === "rate-of-rise" || conditionKind === "forecast";
}

function spanOfTruth(span: AlarmSpan): { readonly from: number; readonly to: number } {
  const end = endOf(span);
  const to = isForetold(span.conditionKind) ? Math.max(end, startOf(span) + foretoldMs) : end;
  return { from: startOf(span) - besideMs, to: to + besideMs };
}

/** Null where the truth says nothing of the gauge. */
function isReached(
  truth: Truth,
  mark: Mark,
  { from, to }: { readonly from: number; readonly to: number },
): boolean | null {
  const signal = trueSignal(truth, mark);
  if (signal === null) return null;
  const limit = mark.sign * mark.limit - falseMargin(mark);
  let isKnown = false;
  for (let index = 0; index < signal.length; index++) {
    const at = truth.times[index] as number;
    if (at < from || at > to || Number.isNaN(signal[index])) continue;
    isKnown = true;
    if ((signal[index] as number) >= limit) return true;
  }
  return isKnown ? false : null;
}

/** A foretelling alarm has a scale of its own: it is true as soon as any mark was come to. */
function truthOf(span: AlarmSpan, trueLevel: Level | null): AlarmTruth {
  if (trueLevel === null) return "false";
  if (isForetold(span.conditionKind)) return "true";
  return rankOf(trueLevel) >= rankOf(peakLevelOf(span)) ? "true" : "too-grave";
}
