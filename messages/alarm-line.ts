import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import { isConfirmation, liveLevelOf } from "../domain/alarms/live-level.ts";
import { rankOf } from "../domain/city/level.ts";
import type { Measured } from "../domain/governance/case.ts";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { fill, joined } from "../locales/fill.ts";
import { amountText } from "../locales/format/amounts.ts";
import { durationText, localTimeBeside } from "../locales/format/times.ts";
import { alarmLineTexts } from "../locales/messages/alarm-lines.ts";
import { levelNames } from "../locales/names.ts";
import { marks } from "../locales/shared.ts";
import { measuredOf } from "./measured.ts";

/** How a line is to be written. */
export interface LineContext {
  /** IANA name of the zone that people read times in. */
  readonly timeZone: string;
  /** True where several alarms are at hand, so that the gauge is to be named. */
  readonly namesGauge?: boolean;
}

/**
 * One line for an alarm that moved: place, what, how much, which way, since when; then why, and what suppression says of
 * it. It never says what to do: that differs by what the case or warning is now.
 */
export function wordsForTransition(transition: AlarmTransition, context: LineContext): BilingualText {
  const parts = [
    wordsForMove(transition, context),
    transition.reason,
    transition.doubt?.words ?? null,
    lateWords(transition, context),
    revisionWords(transition, context),
    suppressionWords(transition),
  ];
  return joined(
    parts.filter((part) => part !== null),
    marks.semicolon,
  );
}

function wordsForMove(transition: AlarmTransition, context: LineContext): BilingualText {
  if (transition.cause === "rule_removed") {
    return fill(alarmLineTexts["rule-removed"], { place: transition.placeName ?? transition.title });
  }
  const measured = transition.conditionKind === "silence" ? null : measuredOf(transition);
  return measured === null ? plainMove(transition, context) : measuredMove(transition, measured, context);
}

function measuredMove(transition: AlarmTransition, { words }: Measured, context: LineContext): BilingualText {
  const { from, to, at, episodeStartedAt } = transition;
  const { value: got, limit, peak } = words;
  const subject = subjectOf(transition, context);
  if (isExpected(transition)) return forecastMove(transition, { subject, got, limit, peak }, context);
  const side = alarmLineTexts[worsensDownwards(transition) ? "above" : "below"];
  if (to === null) {
    const lasted = durationText(at - episodeStartedAt);
    return fill(alarmLineTexts.cleared, { subject, got, limit, peak, lasted, side, worst: worstOf(transition) });
  }
  const isUp = rankOf(to) > rankOf(from);
  const way = wayOf(transition, isUp);
  const blanks = { subject, got, way, limit, side, level: levelNames[to], since: sinceOf(transition, context) };
  if (from === null) return fill(alarmLineTexts.raised, blanks);
  if (isConfirmation(transition)) return confirmedMove(transition, blanks);
  return fill(alarmLineTexts[isUp ? "stepped-up" : "stepped-down"], { ...blanks, from: levelNames[from] });
}

/** Whether it is about water that is not there yet: from its mark on, the chance that a forecast compares is 1. */
function isExpected({ conditionKind, signal }: AlarmTransition): boolean {
  return conditionKind === "forecast" && signal < 1;
}

/** What is expected is never told as something that is there. */
function forecastMove(
  transition: AlarmTransition,
  blanks: Readonly<Record<"subject" | "got" | "limit" | "peak", BilingualText>>,
  context: LineContext,
): BilingualText {
  const { from, to, at, episodeStartedAt } = transition;
  if (to === null) {
    return fill(alarmLineTexts["forecast-cleared"], { ...blanks, lasted: durationText(at - episodeStartedAt) });
  }
  const told = { ...blanks, level: levelNames[to], since: sinceOf(transition, context) };
  if (from === null || from === to) return fill(alarmLineTexts["forecast-raised"], told);
  return fill(alarmLineTexts["forecast-stepped"], { ...told, from: levelNames[from] });
}

/** A live reading shows what late ones spoke for, or something milder of it. */
function confirmedMove(
  transition: AlarmTransition,
  blanks: Readonly<Record<"subject" | "got" | "limit" | "level" | "since", BilingualText | string>>,
): BilingualText {
  const live = liveLevelOf(transition);
  if (live === null || live === transition.to) return fill(alarmLineTexts.confirmed, blanks);
  return fill(alarmLineTexts["confirmed-milder"], { ...blanks, live: levelNames[live] });
}

/** Where the number says nothing by itself: alarms made of others, silence, and those that the hub raises of itself. */
function plainMove(transition: AlarmTransition, context: LineContext): BilingualText {
  const { from, to, at, episodeStartedAt } = transition;
  const subject = subjectOf(transition, context);
  if (to === null)
    return fill(alarmLineTexts["cleared-plain"], { subject, lasted: durationText(at - episodeStartedAt) });
  const blanks = { subject, level: levelNames[to], since: sinceOf(transition, context) };
  if (from === null) return fill(alarmLineTexts["raised-plain"], blanks);
  if (isConfirmation(transition)) {
    return fill(alarmLineTexts["confirmed-plain"], { ...blanks, level: levelNames[liveLevelOf(transition) ?? to] });
  }
  const isUp = rankOf(to) > rankOf(from);
  return fill(alarmLineTexts[isUp ? "stepped-up-plain" : "stepped-down-plain"], { ...blanks, from: levelNames[from] });
}

/** `place: what`; the rule's title alone in transitions from before names were recorded. */
function subjectOf(of: AlarmTransition | MissedPeak, { namesGauge = false }: LineContext): BilingualText {
  const { placeName: place, target } = of;
  const name = nameOf(of);
  if (place === undefined) return name;
  const isNamed = target.kind === "gauge" && (namesGauge || isSilence(of));
  if (!isNamed) return fill(alarmLineTexts.subject, { place, name });
  return fill(alarmLineTexts["subject-gauge"], { place, name, gauge: target.gaugeId });
}

function nameOf(of: AlarmTransition | MissedPeak): BilingualText {
  if (!("from" in of)) return of.signalName ?? sameInBoth(of.ruleId);
  const { statement, signalName, title, to, signal, unit } = of;
  if (statement !== undefined) return statement;
  if (isSilence(of)) {
    if (to === null) return alarmLineTexts["heard-again"];
    return fill(alarmLineTexts["no-usable-reading"], { got: amountText(signal, unit) });
  }
  const name = signalName ?? title;
  return to === null && measuredOf(of) === null ? fill(alarmLineTexts["no-longer"], { name }) : name;
}

function isSilence(of: AlarmTransition | MissedPeak): boolean {
  return "conditionKind" in of && of.conditionKind === "silence";
}

/** Which way the water or gas goes: only where the value itself is compared, as a sum or a speed has no way. */
function wayOf(
  { conditionKind, property, direction = "above" }: AlarmTransition,
  isUp: boolean,
): BilingualText | string {
  if (conditionKind !== "threshold") return "";
  const way = isUp === (direction === "above") ? "rising" : "falling";
  const isWater = property === "depth" || property === "stage";
  return isWater ? alarmLineTexts[`water-${way}`] : alarmLineTexts[way];
}

/** Whether what people read is graver the lower it is, as oxygen; the speed of a fall is read as a number that is not negative. */
function worsensDownwards({ direction, unit }: AlarmTransition): boolean {
  return direction === "below" && !unit.endsWith("/h");
}

/** What the worst of an episode is called. */
function worstOf(transition: AlarmTransition): BilingualText {
  if (worsensDownwards(transition)) return alarmLineTexts.lowest;
  const { property, unit } = transition;
  return alarmLineTexts[property === "depth" && unit === "m" ? "deepest" : "highest"];
}

function sinceOf({ at, episodeStartedAt }: AlarmTransition, { timeZone }: LineContext): string {
  return localTimeBeside(episodeStartedAt, at, timeZone);
}

function lateWords({ isLate, at, receivedAt }: AlarmTransition, { timeZone }: LineContext): BilingualText | null {
  return isLate ? fill(alarmLineTexts.late, lateTimes(at, receivedAt, timeZone)) : null;
}

function lateTimes(at: number, receivedAt: number, timeZone: string) {
  return { observed: localTimeBeside(at, receivedAt, timeZone), received: localTimeBeside(receivedAt, at, timeZone) };
}

function revisionWords({ revisesFromAt, at }: AlarmTransition, { timeZone }: LineContext): BilingualText | null {
  if (revisesFromAt === null) return null;
  return fill(alarmLineTexts.revised, { from: localTimeBeside(revisesFromAt, at, timeZone) });
}

/** That it is notified although something holds it, or had been held until now; null where nothing holds it. */
function suppressionWords({ noise }: AlarmTransition): BilingualText | null {
  if (noise === undefined) return null;
  const { words } = noise.hold;
  return noise.outcome === "released" ? fill(alarmLineTexts["held-until-now"], { hold: words }) : words;
}

/** One line for a peak that came in after the fact. */
export function wordsForPeak(peak: MissedPeak, context: LineContext): BilingualText {
  const { signal, limit, unit, property, level, at, receivedAt } = peak;
  return fill(alarmLineTexts["peak-missed"], {
    subject: subjectOf(peak, context),
    got: amountText(signal, unit, property),
    limit: amountText(limit, unit, property),
    level: levelNames[level],
    ...lateTimes(at, receivedAt, context.timeZone),
  });
}
