import type { BilingualText, Language } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { ruleSetTexts } from "../../locales/hub/rule-sets.ts";
import { modeNames } from "../../locales/modes.ts";
import { type ConfigProblem, problemText } from "../../yaml/problem.ts";
import type { RulesStatus, RulesWait } from "./rules-reload.ts";

/** Mistakes shown in full; the log and `guanlan check` have them all. */
const shown = 3;

/** How the running rules stand to the files, and what to do about it. */
export function rulesFilesWords(status: RulesStatus): BilingualText {
  const { running, files, pin, pinProblems, failure, waiting } = status;
  const { digest } = running.set;
  if (failure !== null) {
    return fill(ruleSetTexts["engine-kept"], { digest, failure });
  }
  if (pin !== null && pinProblems.length > 0) {
    return fill(ruleSetTexts["pin-unfit"], { pin: pin.digest, digest, problems: listed(pinProblems) });
  }
  if (files.problems.length > 0) {
    const { problems } = files;
    return fill(ruleSetTexts["files-wrong"], { count: problems.length, digest, problems: listed(problems) });
  }
  if (waiting !== null) return waitingWords(waiting, digest);
  if (pin !== null && files.set.digest !== digest) {
    return fill(ruleSetTexts["rolled-back"], { digest, files: files.set.digest });
  }
  return fill(ruleSetTexts["as-files"], { digest });
}

function waitingWords(waiting: RulesWait, digest: string): BilingualText {
  switch (waiting.why) {
    case "frozen":
      return fill(ruleSetTexts.frozen, { waiting: waiting.digest, mode: modeNames[waiting.mode], digest });
    case "draft":
      return fill(ruleSetTexts.drafted, { waiting: waiting.digest, digest });
  }
}

/** Which files were changed without any effect until the hub is restarted. */
export function cityFilesWords({ restartFiles }: RulesStatus): BilingualText {
  if (restartFiles.length === 0) return ruleSetTexts["city-as-started"];
  return fill(ruleSetTexts["city-changed"], { names: restartFiles.join(", ") });
}

function listed(problems: readonly ConfigProblem[]): BilingualText {
  return { zh: listedIn("zh", problems), en: listedIn("en", problems) };
}

function listedIn(language: Language, problems: readonly ConfigProblem[]): string {
  const lines = problems.slice(0, shown).map((problem) => problemText(problem, language));
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`... +${more}`] : [])].join(" | ");
}
