import type { Language } from "../../domain/text.ts";
import { inLanguage } from "../../locales/fill.ts";
import type { FileProblem, RulesView } from "../ports.ts";

/** The rules as they are answered: mistakes in the files and failures in the language of the call. */
export function rulesJson({ pin, files, failure, ...rules }: RulesView, language: Language) {
  const problemsIn = (problems: readonly FileProblem[]) => problems.map((each) => problemJson(each, language));
  return {
    ...rules,
    pin: pin === null ? null : { ...pin, problems: problemsIn(pin.problems) },
    files: { ...files, problems: problemsIn(files.problems) },
    failure: failure === null ? null : inLanguage(failure, language),
  };
}

export function problemJson({ where, path, wanted, got, fix }: FileProblem, language: Language) {
  return {
    where,
    path,
    wanted: wanted[language],
    got: inLanguage(got, language),
    fix: fix === null ? "" : fix[language],
  };
}
