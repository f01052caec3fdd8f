import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { BilingualText } from "../../domain/text.ts";
import { caseTexts } from "../../locales/cases.ts";
import { fill } from "../../locales/fill.ts";
import { allClearTexts, endedTexts } from "../../locales/messages/all-clear.ts";
import { levelNames } from "../../locales/names.ts";

type Advices = NonNullable<Case["advices"]>;

/** What each active alarm says is to be done, after one of them has moved. */
export function advicesAfter(before: Case["advices"], { alarmKey, to, advice }: AlarmTransition): Advices {
  const { [alarmKey]: _, ...others } = before ?? {};
  return to === null ? others : { ...others, [alarmKey]: advice };
}

/**
 * What to do now: what the gravest active alarm says at its level. After a fall that is another advice than before, and
 * where nobody has one for the level left, that the level is lower and nothing is to be opened unchecked.
 */
export function adviceNow(
  openCase: Pick<Case, "level" | "advice">,
  transition: AlarmTransition,
  now: { readonly level: Level; readonly activeAlarms: Case["activeAlarms"]; readonly advices: Advices },
): BilingualText {
  if (transition.to === now.level) return transition.advice;
  const known = Object.keys(now.activeAlarms).find(
    (key) => now.activeAlarms[key] === now.level && now.advices[key] !== undefined,
  );
  const words = known === undefined ? undefined : now.advices[known];
  if (words !== undefined) return words;
  if (rankOf(now.level) >= rankOf(openCase.level)) return openCase.advice;
  return fill(caseTexts["level-lower"], { level: levelNames[now.level] });
}

/** What to do once the last alarm has ended: to check, hazard by hazard; or to look, where only its rule is gone. */
export function adviceAtEnd({ hazard, cause }: AlarmTransition): BilingualText {
  return cause === "rule_removed" ? endedTexts["rule-removed"] : allClearTexts[hazard];
}
