import { Command, Option } from "commander";
import type { z } from "zod";
import { casePage } from "../../../api/schemas/case.ts";
import { evaluation } from "../../../api/schemas/governance/evaluation/evaluation.ts";
import { evaluatedBy } from "../../../limits/evaluation/evaluate.ts";
import { indicators } from "../../../limits/evaluation/indicators.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { fill } from "../../../locales/fill.ts";
import { indicatorWords } from "../../../locales/limits/evaluation.ts";
import { evaluationCommandTexts } from "../../../locales/limits/evaluation-command.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";

interface EvaluationOptions extends HubOptions {
  readonly by: string;
  readonly area?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cases?: string;
  readonly key?: string;
}

/** Cases listed behind one indicator. */
const listed = 100;

/** `guanlan evaluation`: indicators of a running hub, or the cases behind one of them. */
export function evaluationCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command("evaluation")
    .description(say(evaluationCommandTexts.help))
    .addOption(new Option("--by <what>", say(evaluationCommandTexts["help-by"])).choices(evaluatedBy).default("unit"))
    .option("--area <code>", say(evaluationCommandTexts["help-area"]))
    .option("--from <time>", say(evaluationCommandTexts["help-from"]))
    .option("--to <time>", say(evaluationCommandTexts["help-to"]))
    .addOption(new Option("--cases <indicator>", say(evaluationCommandTexts["help-cases"])).choices(indicators))
    .option("--key <key>", say(evaluationCommandTexts["help-key"]));
  return withHubOptions(command, terminal).action(async (options: EvaluationOptions) => {
    const hub = new HubClient(options, terminal);
    if (options.cases === undefined) await showIndicators(hub, options, terminal);
    else await showCases(hub, options, terminal);
  });
}

async function showIndicators(hub: HubClient, options: EvaluationOptions, { say, print }: Terminal): Promise<void> {
  const { total, rows } = await hub.get(`/api/v1/evaluation?${queryOf(options)}`, evaluation);
  if (rows.length === 0) print(say(evaluationCommandTexts.none));
  for (const row of rows.length === 0 ? [] : [...rows, total]) {
    const { key, name } = row;
    print(
      say(
        key === null ? fill(evaluationCommandTexts.total, { name }) : fill(evaluationCommandTexts.row, { name, key }),
      ),
    );
    for (const line of sharesOf(row)) print(say(line));
  }
}

/** A line for each indicator that any case counts for. */
function sharesOf({ indicators: counts }: z.infer<typeof evaluation>["total"]) {
  return indicators.flatMap((indicator) => {
    const { percent, numerator, denominator } = counts[indicator];
    if (percent === null) return [];
    return [
      fill(evaluationCommandTexts.share, { name: indicatorWords[indicator].name, percent, numerator, denominator }),
    ];
  });
}

async function showCases(hub: HubClient, options: EvaluationOptions, { say, print }: Terminal): Promise<void> {
  const query = queryOf(options, { indicator: options.cases, key: options.key, limit: String(listed) });
  const { rows, next } = await hub.get(`/api/v1/evaluation/cases?${query}`, casePage);
  if (rows.length === 0) print(say(evaluationCommandTexts.none));
  for (const { id, state, title } of rows)
    print(say(fill(evaluationCommandTexts.case, { id, state: caseStateNames[state], title })));
  if (next !== null) print(say(fill(evaluationCommandTexts.more, { count: rows.length })));
}

function queryOf(
  { by, area, from, to }: EvaluationOptions,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries({ by, areaCode: area, from, to, ...more });
  return new URLSearchParams(given.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))).toString();
}
