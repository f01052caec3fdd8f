import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import type { Evaluation } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";

/** What each indicator counts above and below its line. */
export function Definitions({ definitions }: Pick<Evaluation, "definitions">) {
  const say = useSay();
  return (
    <details class="definitions">
      <summary>{say(evaluationScreenTexts.definitions)}</summary>
      <dl>
        {definitions.map(({ indicator, name, numerator, denominator }) => (
          <div key={indicator}>
            <dt>
              <strong>{say(name)}</strong>
            </dt>
            <dd>
              {say(numerator)}
              <span class="muted">
                {" "}
                / {say(evaluationScreenTexts.over)}：{say(denominator)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
