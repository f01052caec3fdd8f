import { sameInBoth } from "../../../domain/text.ts";
import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";

type Support = NonNullable<Warning["supports"]>[number];

/** Readings that speak for it, the gravest first, each with its limit, its rule and its case. */
export function WarningSupports({ of: { supports = [], cases } }: { readonly of: Warning }) {
  const say = useSay();
  const count = Object.keys(cases).length;
  return (
    <section class="panel">
      <h3>{say(warningDeskTexts["reasons-of"])}</h3>
      {supports.length === 0 ? (
        <p class="muted">{say(warningDeskTexts["no-reasons"])}</p>
      ) : (
        <div class="table-scroll">
          <table class="supports">
            <thead>
              <tr>
                <th scope="col">{say(warningDeskTexts.place)}</th>
                <th scope="col" class="number">
                  {say(warningDeskTexts.reading)}
                </th>
                <th scope="col" class="number">
                  {say(warningDeskTexts.limit)}
                </th>
                <th scope="col">{say(warningDeskTexts.observed)}</th>
                <th scope="col">{say(warningDeskTexts.rule)}</th>
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
        <p class="small muted">{say(fill(warningDeskTexts["more-cases"], { count, shown: supports.length }))}</p>
      )}
    </section>
  );
}

const figure = new Intl.NumberFormat("en", { maximumFractionDigits: 2, useGrouping: false });

function SupportRow({ of: { caseId, stationId, level, value, limit, unit, at, ruleId } }: { readonly of: Support }) {
  const say = useSay();
  const now = useHubClock(60_000);
  const station = useStore(catalogue, (each) => each?.stations.find((one) => one.stationId === stationId));
  return (
    <tr>
      <td>
        <Mark look={lookOfLevel(level)} size={18} />{" "}
        <a href={pathOf("cases", caseId)}>{say(station?.name ?? sameInBoth(stationId))}</a>
      </td>
      <td class="number">
        {figure.format(value)} {unit}
      </td>
      <td class="number">
        {figure.format(limit)} {unit}
      </td>
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
