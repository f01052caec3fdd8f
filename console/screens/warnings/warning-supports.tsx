import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { amountText } from "../../../locales/format/amounts.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";
import { StationName } from "../../parts/names.tsx";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";

type Support = NonNullable<Warning["supports"]>[number];

/** Readings that speak for it, the gravest first, each with its limit, its rule and its case. */
export function WarningSupports({ of: { supports = [], cases } }: { readonly of: Warning }) {
  const say = useSay();
  const count = Object.keys(cases).length;
  return (
    <section class="panel">
      <h3>{say(warningScreenTexts["reasons-of"])}</h3>
      {supports.length === 0 ? (
        <p class="muted">{say(warningScreenTexts["no-reasons"])}</p>
      ) : (
        <div class="table-scroll">
          <table class="supports">
            <thead>
              <tr>
                <th scope="col">{say(warningScreenTexts.place)}</th>
                <th scope="col" class="number">
                  {say(warningScreenTexts.reading)}
                </th>
                <th scope="col" class="number">
                  {say(warningScreenTexts.limit)}
                </th>
                <th scope="col">{say(warningScreenTexts.observed)}</th>
                <th scope="col">{say(warningScreenTexts.rule)}</th>
              </tr>
            </thead>
            <tbody>
              {supports.map((support) => (
                <SupportRow key={support.caseId} of={support} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {count > supports.length && (
        <p class="small muted">{say(fill(warningScreenTexts["more-cases"], { count, shown: supports.length }))}</p>
      )}
    </section>
  );
}

function SupportRow({
  of: { caseId, stationId, gaugeId, level, value, limit, unit, at, ruleId },
}: {
  readonly of: Support;
}) {
  const say = useSay();
  const property = useStore(catalogue, (each) => each?.gauges.find((gauge) => gauge.gaugeId === gaugeId)?.property);
  const now = useHubClock(60_000);
  return (
    <tr>
      <td>
        <Mark look={lookOfLevel(level)} size={18} />{" "}
        <a href={pathOf("cases", caseId)}>
          <StationName id={stationId} />
        </a>
      </td>
      <td class="number">{say(amountText(value, unit, property))}</td>
      <td class="number">{say(amountText(limit, unit, property))}</td>
      <td>
        {shortTime(Date.parse(at), now)}{" "}
        <span class="small muted">
          <Age at={at} />
        </span>
      </td>
      <td class="small">{ruleId}</td>
    </tr>
  );
}
