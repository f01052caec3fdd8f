import type { Level } from "../domain/city/level.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";
import { rulesTestTexts } from "../locales/terminal/rules-test.ts";
import type { RuleTestAct, RuleTestFailure, RuleTestMove } from "./compare-rule-test.ts";
import { offsetText } from "./test-time.ts";

/** What differs from what a rule test expects: what was wanted, what came. Times count from `startMs`. */
export function ruleTestFailureWords(failure: RuleTestFailure, startMs: number): BilingualText {
  const at = (ms: number): string => offsetText(ms, startMs);
  const moved = (move: RuleTestMove): BilingualText => movedText(at(move.at), move.alarmKey, move.what);
  switch (failure.kind) {
    case "missing": {
      const { wanted, nearest } = failure;
      return fill(rulesTestTexts.missing, {
        wanted: movedText(at(wanted.at), wanted.alarm, wanted.what),
        got: nearest === null ? rulesTestTexts.nothing : moved(nearest),
      });
    }
    case "unexpected":
      return fill(rulesTestTexts.unexpected, { got: moved(failure.got) });
    case "never":
      return fill(rulesTestTexts.never, { got: moved(failure.got) });
    case "not-silent":
      return fill(rulesTestTexts["not-silent"], { until: at(failure.until), got: moved(failure.got) });
  }
}

function movedText(at: string, alarm: string, what: RuleTestAct): BilingualText {
  return fill(rulesTestTexts["moved-at"], { at, alarm, change: changeText(what) });
}

function changeText(what: RuleTestAct): BilingualText {
  return what.kind === "moved"
    ? fill(rulesTestTexts["from-to"], { from: levelText(what.from), to: levelText(what.to) })
    : fill(rulesTestTexts.missed, { level: levelText(what.level) });
}

function levelText(level: Level | "none"): BilingualText {
  return level === "none" ? rulesTestTexts.none : levelNames[level];
}
