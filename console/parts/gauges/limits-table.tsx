import type { Property } from "../../../domain/city/property.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { GaugeLimitsRow } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../mark.tsx";
import { valueText } from "./plot-units.ts";

/** Limits of one gauge, gravest first, each with what to do there and how far it is. @param value null where nothing is known of now */
export function LimitsTable({
  rows,
  property,
  value,
}: {
  readonly rows: readonly GaugeLimitsRow[];
  readonly property: Property;
  readonly value: number | null;
}) {
  const say = useSay();
  const all = rows.flatMap((row) => row.levels.toReversed().map((each) => ({ ...each, row })));
  if (all.length === 0) return <p class="small muted">{say(plotTexts["limits-none"])}</p>;
  return (
    <ol class="limits">
      {all.map(({ level, raiseAt, advice, row }) => {
        const isAbove = row.direction === "above";
        const toGo = value === null ? null : isAbove ? raiseAt - value : value - raiseAt;
        return (
          <li key={`${row.ruleId} ${level}`} class={toGo !== null && toGo <= 0 ? "reached" : ""}>
            <Mark look={lookOfLevel(level)} size={22} />
            <strong>
              {say(fill(plotTexts[isAbove ? "limit-above" : "limit-below"], { amount: valueText(raiseAt, property) }))}
            </strong>
            <span class="small muted">
              {toGo === null
                ? ""
                : toGo <= 0
                  ? say(plotTexts["limit-reached"])
                  : say(fill(plotTexts["limit-to-go"], { amount: valueText(toGo, property) }))}
            </span>
            <span>
              {say(advice)}
              <span class="small muted">
                {" "}
                {row.ruleId}
                {row.isDemonstration && ` · ${say(plotTexts["not-official"])}`}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
