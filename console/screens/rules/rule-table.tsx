import { rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { hazardNames } from "../../../locales/names.ts";
import type { RuleHits } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import type { RuleRow } from "./by-hits.ts";
import { ruleTitle } from "./rule-title.ts";

export function RuleTable({
  rows,
  hits,
  chosen,
  show,
}: {
  readonly rows: readonly RuleRow[];
  readonly hits: RuleHits | null;
  readonly chosen: string;
  readonly show: (ruleId: string) => void;
}) {
  const say = useSay();
  return (
    <table class="rule-table">
      <thead>
        <tr>
          <th>{say(rulesScreenTexts.rule)}</th>
          <th class="wide">{say(rulesScreenTexts.kind)}</th>
          <th class="number">{say(rulesScreenTexts.raised)}</th>
          <th class="number wide">{say(rulesScreenTexts.graver)}</th>
          <th>{say(rulesScreenTexts.worst)}</th>
          <th class="number wide">{say(rulesScreenTexts.active)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line
            key={row.rule.ruleId}
            row={row}
            isCounted={hits !== null}
            isChosen={row.rule.ruleId === chosen}
            show={show}
          />
        ))}
      </tbody>
    </table>
  );
}

function Line({
  row: { rule, hits },
  isCounted,
  isChosen,
  show,
}: {
  readonly row: RuleRow;
  readonly isCounted: boolean;
  readonly isChosen: boolean;
  readonly show: (ruleId: string) => void;
}) {
  const say = useSay();
  const count = (value: number | undefined): string => (isCounted ? wholeNumber(value ?? 0) : "?");
  return (
    <tr class={isChosen ? "chosen" : ""}>
      <td>
        <button type="button" class="rule-name" aria-pressed={isChosen} onClick={() => show(rule.ruleId)}>
          <strong>{say(ruleTitle(rule.title))}</strong>
          <span class="small muted">{rule.ruleId}</span>
        </button>
        {rule.isShadow && (
          <span class="chip">
            {say(
              hits === null ? rulesScreenTexts.shadow : fill(rulesScreenTexts["shadow-raised"], { count: hits.shadow }),
            )}
          </span>
        )}
      </td>
      <td class="wide">{say(hazardNames[rule.hazard])}</td>
      <td class="number">{count(hits?.raised)}</td>
      <td class="number wide">{count(hits?.graver)}</td>
      <td>{hits?.worst == null ? "" : <Mark look={lookOfLevel(hits.worst)} size={18} />}</td>
      <td class="number wide">{count(hits?.activeMinutes)}</td>
    </tr>
  );
}
