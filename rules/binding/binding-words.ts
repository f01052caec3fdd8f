import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { bindingTexts, limitOrderTexts } from "../../locales/rules/mistakes.ts";
import { sharedTexts, thingNames } from "../../locales/shared.ts";
import type { BindingNote, BindingProblem } from "./binding-problem.ts";
import { targetId } from "./target-id.ts";

/** A problem in words: what was wanted, what was got, and what to do where that does not say so already. */
export interface ProblemWords {
  readonly wanted: BilingualText;
  readonly got: BilingualText | string;
  readonly fix: BilingualText | null;
}

/** Names a misspelt id may have meant. */
export type IdKind = "rules" | "gauges and stations" | "areas";

/** What to do about `written`, which is none of these ids; null for nothing. */
export type Suggest = (written: string, among: IdKind) => BilingualText | null;

export function problemWords(problem: BindingProblem, suggest: Suggest = () => null): ProblemWords {
  switch (problem.kind) {
    case "id-repeated":
      return {
        wanted: bindingTexts["wanted.own-id"],
        got: fill(bindingTexts["got.repeated-id"], { id: problem.id }),
        fix: bindingTexts["fix.repeated-id"],
      };
    case "unknown-rule":
      return {
        wanted: fill(sharedTexts["id-of"], { what: thingNames.rule }),
        got: problem.named,
        fix: suggest(problem.named, "rules"),
      };
    case "rule-loop":
      return {
        wanted: bindingTexts["wanted.no-loop"],
        got: fill(bindingTexts["got.loop"], { named: problem.named, loop: problem.loop.join(" -> ") }),
        fix: bindingTexts["fix.loop"],
      };
    case "unknown-id":
      return {
        wanted: bindingTexts["wanted.gauge-or-station"],
        got: problem.id,
        fix: suggest(problem.id, "gauges and stations"),
      };
    case "id-out-of-scope":
      return { wanted: bindingTexts["wanted.in-scope"], got: problem.id, fix: null };
    case "unknown-area":
      return { wanted: bindingTexts["wanted.area"], got: problem.area, fix: suggest(problem.area, "areas") };
    case "limits-contradict":
      return contradictionWords(problem);
  }
}

/** A note as one sentence. */
export function noteWords(note: BindingNote): BilingualText {
  const rule = note.ruleId;
  switch (note.kind) {
    case "nothing-in-scope":
      return fill(bindingTexts["note.nothing-in-scope"], { rule });
    case "nothing-to-combine":
      return fill(bindingTexts["note.nothing-to-combine"], { rule });
    case "threshold-unset": {
      const { level, threshold } = note;
      const target = targetWords(note.target);
      return level === null
        ? fill(bindingTexts["note.never-rises"], { target, threshold, rule })
        : fill(bindingTexts["note.never-reaches"], { target, threshold, rule, level: levelNames[level] });
    }
    case "out-of-span": {
      const places = fill(bindingTexts["beyond-span"], {
        target: targetWords(note.target),
        limits: beyondSpan([note]),
      });
      return fill(bindingTexts["note.out-of-span"], { rule, places, levels: levelNames[note.level] });
    }
  }
}

export type OutOfSpanNote = Extract<BindingNote, { readonly kind: "out-of-span" }>;

/** Limits of one gauge and the end of its span that they lie beyond: `0.27, 0.4 > 0.3 m`. */
export function beyondSpan(notes: readonly OutOfSpanNote[]): string {
  const [first] = notes;
  if (first === undefined) return "";
  const { direction, end, unit } = first;
  return `${notes.map(({ raise }) => raise).join(", ")} ${direction === "above" ? ">" : "<"} ${end} ${unit}`;
}

function contradictionWords(problem: Extract<BindingProblem, { readonly kind: "limits-contradict" }>): ProblemWords {
  const { contradiction, direction, got, against, unit } = problem;
  const limit = `${against} ${unit}`;
  const at = fill(limitOrderTexts.at, { place: targetWords(problem.target) });
  const { end, than } = contradiction;
  const wanted =
    than === "its raise"
      ? fill(limitOrderTexts[`own-reset.${direction}`], { limit, at })
      : fill(limitOrderTexts[`${end}.${direction}`], { limit, milder: levelNames[than], at });
  return { wanted, got: `${got} ${unit}`, fix: bindingTexts["fix.contradiction"] };
}

function targetWords(target: AlarmTarget): BilingualText {
  return fill(bindingTexts[`target.${target.kind}`], { id: targetId(target) });
}
