import type { BilingualText, Language } from "../../domain/text.ts";
import { type ConfigProblem, problemText } from "../../yaml/problem.ts";
import type { RulesStatus } from "./rules-reload.ts";

/** Mistakes shown in full; the log and `guanlan check` have them all. */
const shown = 3;

/** How the running rules stand to the files, and what to do about it. */
export function rulesFilesWords(status: RulesStatus): BilingualText {
  const { running, files, pin, pinProblems, failure } = status;
  const { digest } = running.set;
  if (failure !== null) {
    return {
      zh: `改动后的规则暂时无法接替，正在重试，仍按 ${digest} 运行：${failure}`,
      en: `changed rules could not take over and are tried again, ${digest} runs on: ${failure}`,
    };
  }
  if (pin !== null && pinProblems.length > 0) {
    return {
      zh: `回退目标 ${pin.digest} 与城市数据不符，仍按 ${digest} 运行；请另选版本或执行 guanlan rules release：${listed(pinProblems, "zh")}`,
      en: `${pin.digest}, rolled back to, does not fit the city, ${digest} runs on; name another or run guanlan rules release: ${listed(pinProblems, "en")}`,
    };
  }
  if (files.problems.length > 0) {
    const count = files.problems.length;
    return {
      zh: `规则文件有 ${count} 处错误，未生效，仍按 ${digest} 运行：${listed(files.problems, "zh")}`,
      en: `${count} mistakes in the rule files, not live, ${digest} runs on: ${listed(files.problems, "en")}`,
    };
  }
  if (pin !== null && files.set.digest !== digest) {
    const by = pin.by ?? "?";
    return {
      zh: `已由 ${by} 回退到 ${digest}；文件中的 ${files.set.digest} 等待 guanlan rules release`,
      en: `rolled back to ${digest} by ${by}; ${files.set.digest} of the files waits for guanlan rules release`,
    };
  }
  return { zh: `规则与文件一致（${digest}）`, en: `rules run as the files say (${digest})` };
}

/** Which files were changed without any effect until the hub is restarted. */
export function cityFilesWords({ restartFiles }: RulesStatus): BilingualText {
  if (restartFiles.length === 0) return { zh: "城市数据与启动时一致", en: "the city is as it was at the start" };
  const names = restartFiles.join(", ");
  return { zh: `${names} 已改动，重启后生效`, en: `${names} changed: restart the hub to take it up` };
}

function listed(problems: readonly ConfigProblem[], language: Language): string {
  const lines = problems.slice(0, shown).map((problem) => problemText(problem, language));
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`... +${more}`] : [])].join(" | ");
}
