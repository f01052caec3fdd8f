import type { RulesView } from "../../api/ports.ts";
import { versionOf } from "../../rules/language/rule-version.ts";
import type { RulesStatus } from "./rules-reload.ts";

/** The rules as the API shows them. */
export function viewRules({
  running,
  pin,
  files,
  pinProblems,
  failure,
  waiting,
  restartFiles,
}: RulesStatus): RulesView {
  const { set, source, by, at, rules } = running;
  return {
    running: { digest: set.digest, ruleCount: set.ruleCount, source, by, activatedAt: at },
    pin: pin === null ? null : { digest: pin.digest, by: pin.by, pinnedAt: pin.at, problems: pinProblems },
    files: { digest: files.set.digest, isRunning: files.set.digest === set.digest, problems: files.problems },
    failure,
    ...(waiting === null ? {} : { waiting: { digest: waiting.digest, why: waiting.why } }),
    restartFiles,
    rules: [...rules.values()].map(({ value, place }) => ({
      ruleId: value.id,
      ruleVersion: versionOf(value),
      hazard: value.hazard,
      title: value.title,
      conditionKind: value.condition.kind,
      isShadow: value.shadow,
      place: place(),
    })),
  };
}
