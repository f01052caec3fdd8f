import { levelNames } from "../locales/names.ts";
import type { TerminalSay } from "../locales/terminal-texts.ts";
import type { RuleTestAct, RuleTestFailure, RuleTestMove } from "./compare-rule-test.ts";
import { offsetText } from "./test-time.ts";

/** What went otherwise than the test expects, in a sentence: what was wanted, what came. */
export function ruleTestFailureWords(failure: RuleTestFailure, startMs: number, say: TerminalSay): string {
  const at = (ms: number): string => offsetText(ms, startMs);
  const moved = (move: RuleTestMove): string =>
    `${at(move.at)} ${move.alarmKey} ${expectedChangeWords(move.what, say)}`;
  switch (failure.kind) {
    case "missing": {
      const { wanted, nearest } = failure;
      const words = `${at(wanted.at)} ${wanted.alarm} ${expectedChangeWords(wanted.what, say)}`;
      return say("stories.missing", { wanted: words, got: nearest === null ? say("stories.nothing") : moved(nearest) });
    }
    case "unexpected":
      return say("stories.unexpected", { got: moved(failure.got) });
    case "never":
      return say("stories.never", { got: moved(failure.got) });
    case "not-silent":
      return say("stories.not-silent", { until: at(failure.until), got: moved(failure.got) });
  }
}

function expectedChangeWords(what: RuleTestAct, say: TerminalSay): string {
  const language = say("language") as "zh" | "en";
  const name = (level: keyof typeof levelNames | "none"): string =>
    level === "none" ? say("stories.none") : levelNames[level][language];
  return what.kind === "moved"
    ? `${name(what.from)} -> ${name(what.to)}`
    : say("stories.missed", { level: name(what.level) });
}
