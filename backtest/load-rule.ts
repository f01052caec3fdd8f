import { HubError } from "../domain/errors.ts";
import { sameInBoth } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import { type Rule, ruleSchema } from "../rules/language/rule-schema.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import { problemsError } from "../yaml/problem.ts";
import { readYaml } from "../yaml/read-yaml.ts";

/**
 * The rule that `--rule` names: an id of the city's, a rule file that holds one, or `file.yaml#id`.
 *
 * @throws {HubError} `hub.bad_backtest` with file, line, wanted and got
 */
export function loadRule(named: string, cityRules: readonly Rule[]): Rule {
  const [file = "", id] = named.split("#");
  const isFile = /\.ya?ml$/i.test(file);
  const rules = isFile ? rulesIn(file) : cityRules;
  const wanted = isFile ? id : named;
  if (wanted === undefined && rules.length === 1) return rules[0] as Rule;
  const rule = rules.find((each) => each.id === wanted);
  if (rule !== undefined) return rule;
  const ids = rules.map((each) => each.id);
  const where = isFile ? file : "the city";
  const got = wanted === undefined ? `a file of ${rules.length}` : wanted;
  const fix =
    didYouMean(wanted ?? "", ids)?.en ?? (isFile ? `write ${file}#id` : "or name a rule file ending in .yaml");
  throw new HubError(
    "hub.bad_backtest",
    `Cannot backtest as --rule must name one rule of ${where} (${ids.join(", ")}): got ${got}; ${fix}`,
  );
}

function rulesIn(file: string): readonly Rule[] {
  const { source, problems } = readYaml(file, file);
  const items = (source?.value as { readonly rules?: unknown } | null | undefined)?.rules;
  if (source === null || problems.length > 0 || !Array.isArray(items)) {
    const missing = {
      where: file,
      path: "rules",
      wanted: fill(sharedTexts["list-under-key"], { key: "rules" }),
      got: sharedTexts["got.none"],
      fix: null,
    };
    throw problemsError(
      "hub.bad_backtest",
      sameInBoth(`Cannot read rules of ${file}`),
      problems.length > 0 ? problems : [missing],
    );
  }
  const checked = items.map((item, index) => checkShape(ruleSchema, item, source.placeOf, ["rules", index]));
  const wrong = checked.flatMap((each) => (each.ok ? [] : each.problems));
  if (wrong.length > 0) throw problemsError("hub.bad_backtest", sameInBoth(`Cannot read rules of ${file}`), wrong);
  return checked.flatMap((each) => (each.ok ? [each.value] : []));
}
