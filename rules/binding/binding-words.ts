import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { BindingNote, BindingProblem } from "./binding-problem.ts";
import { targetId } from "./target-id.ts";

/** A problem in words: what was wanted, what was got, and what to do where that does not say so already. */
export interface ProblemWords {
  readonly wanted: string;
  readonly got: string;
  /** Empty for none. */
  readonly fix: string;
}

/** Names a misspelt id may have meant. */
export type IdKind = "rules" | "gauges and stations" | "areas";

/** @param suggest what to do about `written`, which is none of these ids; empty for nothing */
export function problemWords(
  problem: BindingProblem,
  suggest: (written: string, among: IdKind) => string = () => "",
): ProblemWords {
  switch (problem.kind) {
    case "id-repeated":
      return {
        wanted: "an id of its own",
        got: `${problem.id}, which another rule has too`,
        fix: "rename one of them",
      };
    case "unknown-rule":
      return { wanted: "the id of a rule", got: problem.named, fix: suggest(problem.named, "rules") };
    case "rule-loop":
      return {
        wanted: "a rule that does not lead back to itself",
        got: `${problem.named} in ${problem.loop.join(" -> ")}`,
        fix: "remove one of these references",
      };
    case "unknown-id":
      return {
        wanted: "a gauge or station of the city",
        got: problem.id,
        fix: suggest(problem.id, "gauges and stations"),
      };
    case "id-out-of-scope":
      return { wanted: "a gauge or station that the rest of applies fits", got: problem.id, fix: "" };
    case "unknown-area":
      return { wanted: "an area of the city", got: problem.area, fix: suggest(problem.area, "areas") };
    case "limits-contradict":
      return contradictionWords(problem);
  }
}

/** A note as one sentence. */
export function noteText(note: BindingNote): string {
  const { ruleId } = note;
  switch (note.kind) {
    case "nothing-in-scope":
      return `rule ${ruleId} watches no gauge of this city`;
    case "nothing-to-combine":
      return `rule ${ruleId} finds nothing to combine in this city`;
    case "threshold-unset": {
      const end = note.level === null ? "never rises there" : `never reaches ${note.level} there`;
      return `${targetWords(note.target)} has no threshold ${note.threshold}, so ${ruleId} ${end}`;
    }
  }
}

function contradictionWords(problem: Extract<BindingProblem, { readonly kind: "limits-contradict" }>): ProblemWords {
  const { contradiction, direction, got, against, unit } = problem;
  const [graver, milder] = direction === "above" ? ["above", "below"] : ["below", "above"];
  const place = targetWords(problem.target);
  const { end, than } = contradiction;
  const limit = `${against} ${unit}`;
  const wanted =
    than === "its raise"
      ? `a reset at or ${milder} its raise of ${limit} at ${place}`
      : end === "raise"
        ? `a raise ${graver} the ${limit} of ${than} at ${place}`
        : `a reset not ${milder} the ${limit} of ${than} at ${place}`;
  return { wanted, got: `${got} ${unit}`, fix: "correct the limit, or the thresholds there" };
}

function targetWords(target: AlarmTarget): string {
  return `${target.kind} ${targetId(target)}`;
}
