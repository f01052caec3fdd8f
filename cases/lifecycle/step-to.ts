import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Doubt } from "../../domain/alarms/doubt.ts";
import type { Station } from "../../domain/city/city.ts";
import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import type { AlarmEntry, AlarmEntryKind, Case } from "../../domain/governance/case.ts";
import type { UnitId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { caseTexts } from "../../locales/cases.ts";
import { fill, joined } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { marks } from "../../locales/shared.ts";
import { wordsForTransition } from "../../messages/alarm-line.ts";
import { measuredOf } from "../../messages/measured.ts";
import type { CaseStep } from "./case-step.ts";

/** Where an alarm's case is opened, and the zone that people there read times in. */
export interface CasePlace {
  readonly station: Station;
  readonly timeZone: string;
  /** The city's standing order; absent where it has none. */
  readonly policy?: CasePolicy | undefined;
  /** Who handles its cases by the city's routes; absent for the station's own unit. */
  readonly routedTo?: UnitId | undefined;
}

/** The step to a case that an alarm has moved, with its line of the timeline. */
export function stepTo(after: Case, kind: AlarmEntryKind, transition: AlarmTransition, timeZone: string): CaseStep {
  const { at, alarmKey, to, signal, unit, noise } = transition;
  const words = lineFor(after, kind, transition, timeZone);
  const suppressed = noise === undefined ? {} : { noise };
  const entry: AlarmEntry = {
    kind,
    at,
    alarmKey,
    level: to,
    signal,
    unit,
    words,
    ...doubtIn(transition),
    ...suppressed,
  };
  return { after, entry, measured: measuredOf(transition) };
}

export function doubtIn({ doubt }: { readonly doubt?: Doubt | undefined }): { readonly doubt?: Doubt } {
  return doubt === undefined ? {} : { doubt };
}

/** The alarm's line; where the case stands otherwise than its alarm, how the case stands too. */
function lineFor(after: Case, kind: AlarmEntryKind, transition: AlarmTransition, timeZone: string): BilingualText {
  const line = wordsForTransition(transition, { timeZone, namesGauge: namesGauge(after, kind) });
  if (after.level === null || after.level === transition.to) return line;
  return joined([line, fill(caseTexts["case-level"], { level: levelNames[after.level] })], marks.semicolon);
}

/** Beside other alarms of the case, whose numbers are other ones. */
function namesGauge({ activeAlarms }: Case, kind: AlarmEntryKind): boolean {
  return Object.keys(activeAlarms).length > 1 || kind === "alarm-left" || kind === "stepped-down";
}
