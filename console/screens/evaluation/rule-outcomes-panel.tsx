import type { BilingualText } from "../../../domain/text.ts";
import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import { fill } from "../../../locales/fill.ts";
import type { RuleOutcomes, Rules } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { percent, wholeNumber } from "../../parts/numbers.ts";
import { Loaded } from "../../parts/states.tsx";
import { ruleTitle } from "../rules/rule-title.ts";
import { leadSpan } from "./lead-span.ts";

type RuleOutcome = RuleOutcomes["rules"][number];

/** Counted anew by the clock: each case is looked at with its readings. */
const countedEveryMs = 60_000;

/** How often each rule was wrong, and how early those it called were told. */
export function RuleOutcomesPanel({ span }: { readonly span: string }) {
  const say = useSay();
  const outcomes = useResource<RuleOutcomes>(`/evaluation/rules?${span}`);
  useEvery(countedEveryMs, outcomes.reload);
  return (
    <section class="panel rule-outcomes" aria-label={say(evaluationScreenTexts["of-rules"])}>
      <h3>{say(evaluationScreenTexts["of-rules"])}</h3>
      <Loaded
        resource={outcomes}
        isEmpty={({ rules }) => rules.length === 0}
        empty={say(evaluationScreenTexts["no-rule-cases"])}
      >
        {({ rules, isWhole, closingLineM }) => (
          <>
            <p class="small muted">
              {say(fill(evaluationScreenTexts["of-rules-why"], { line: valueText(closingLineM, "depth") }))}
            </p>
            <OutcomeTable rules={rules} />
            {!isWhole && <p class="small muted">{say(evaluationScreenTexts["newest-only"])}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function OutcomeTable({ rules }: Pick<RuleOutcomes, "rules">) {
  const say = useSay();
  const running = useResource<Rules>("/rules", ["rules", "mode"]).body?.rules ?? [];
  const titleOf = (ruleId: string) => running.find((rule) => rule.ruleId === ruleId)?.title ?? null;
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>{say(evaluationScreenTexts.rule)}</th>
            {(["rule-cases", "false-alarms", "called", "to-peak", "to-closing-line"] as const).map((name) => (
              <th key={name} class="number">
                {say(evaluationScreenTexts[name])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <OutcomeRow key={rule.ruleId} rule={rule} title={titleOf(rule.ruleId)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** @param title null for a rule that does not run any more */
function OutcomeRow({ rule, title }: { readonly rule: RuleOutcome; readonly title: BilingualText | null }) {
  const say = useSay();
  const { ruleId, cases, falseAlarms, called } = rule;
  return (
    <tr data-rule={ruleId}>
      <th scope="row">
        <a href={pathOf("rules", ruleId)}>{title === null ? ruleId : say(ruleTitle(title))}</a>
        {title !== null && <span class="small muted"> {ruleId}</span>}
      </th>
      <td class="number">{wholeNumber(cases)}</td>
      <td class={falseAlarms > 0 ? "number tone-orange" : "number"}>
        {wholeNumber(falseAlarms)} <span class="small muted">{percent(falseAlarms / cases)}</span>
      </td>
      <td class="number">{wholeNumber(called)}</td>
      <LeadCell of={rule.toPeak} />
      <LeadCell of={rule.toClosingLine} />
    </tr>
  );
}

function LeadCell({ of: { count, before, medianMs, shortestMs } }: { readonly of: RuleOutcome["toPeak"] }) {
  const say = useSay();
  if (medianMs === null || shortestMs === null) return <td class="number muted">—</td>;
  const spans = { median: leadSpan(medianMs), shortest: leadSpan(shortestMs) };
  return (
    <td class="number">
      <span class={before < count ? "tone-orange" : ""}>
        {say(fill(evaluationScreenTexts["lead-before"], { before, count }))}
      </span>
      <br />
      <span class="small muted">{say(fill(evaluationScreenTexts["lead-of"], spans))}</span>
    </td>
  );
}
