import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import { fill } from "../../../locales/fill.ts";
import type { Evaluation, EvaluationRow, Indicator } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { percent } from "../../parts/numbers.ts";

/** One number of an evaluation whose cases are asked for. */
export interface Asked {
  readonly row: EvaluationRow;
  readonly indicator: Indicator;
  readonly definition: Evaluation["definitions"][number];
}

/** Rows by indicator, each with its share and both of its counts; all together at the end. */
export function IndicatorTable({
  evaluation: { definitions, rows, total },
  ask,
}: {
  readonly evaluation: Evaluation;
  readonly ask: (asked: Asked) => void;
}) {
  const say = useSay();
  return (
    <div class="table-scroll">
      <table class="indicators">
        <thead>
          <tr>
            <th />
            {definitions.map(({ indicator, name }) => (
              <th key={indicator} class="number">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, total].map((row) => (
            <tr key={row.key ?? ""} class={row.key === null ? "total" : ""}>
              <th scope="row">{row.key === null ? say(evaluationScreenTexts.all) : say(row.name)}</th>
              {definitions.map((definition) => (
                <td key={definition.indicator} class="number">
                  <Cell asked={{ row, indicator: definition.indicator, definition }} ask={ask} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ asked, ask }: { readonly asked: Asked; readonly ask: (asked: Asked) => void }) {
  const say = useSay();
  const { row, indicator, definition } = asked;
  const { numerator, denominator, percent: share } = row.indicators[indicator];
  if (denominator === 0) return <span class="muted">—</span>;
  const words = fill(evaluationScreenTexts["show-cases"], { indicator: definition.name, numerator, denominator });
  return (
    <button type="button" class="cell" title={say(words)} onClick={() => ask(asked)}>
      <strong>{percent(share === null ? null : share / 100)}</strong>
      <span class="small muted">
        {numerator}/{denominator}
      </span>
    </button>
  );
}
