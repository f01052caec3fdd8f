import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { sharedTexts } from "../../locales/shared.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import type { Declaration } from "../city-files.ts";
import type { WarningPolicyFile } from "./warning-policy.ts";

/** A hazard has one text at a level. */
export function checkWarningPolicy(policy: Declaration<WarningPolicyFile> | null): readonly ConfigProblem[] {
  if (policy === null) return [];
  const firsts = new Map<string, number>();
  return policy.value.texts.flatMap(({ hazard, level }, index) => {
    const what = `${hazard} ${level}`;
    const first = firsts.get(what);
    if (first === undefined) {
      firsts.set(what, index);
      return [];
    }
    const path = ["texts", index, "level"];
    return [
      {
        where: policy.place(path),
        path: policy.path(path),
        wanted: fill(sharedTexts["each-once"], { what: "hazard, level" }),
        got: fill(sharedTexts["got.again"], { what, first: policy.place(["texts", first]) }),
        fix: cityTexts["fix.duplicate-id"],
      },
    ];
  });
}
