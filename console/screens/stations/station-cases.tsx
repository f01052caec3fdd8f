import { caseStateNames } from "../../../locales/case-moves.ts";
import { stationTexts } from "../../../locales/console/stations.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { CasePage, CaseSummary } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { useResource } from "../../live/use-resource.ts";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";

/** Cases at a station, open ones and those of the past, newest first. */
export function StationCases({ stationId }: { readonly stationId: string }) {
  const say = useSay();
  const cases = useResource<CasePage>(`/cases?${new URLSearchParams({ stationId, limit: "8" })}`, ["cases"]);
  return (
    <section>
      <h3>{say(stationTexts.cases)}</h3>
      <Loaded resource={cases} isEmpty={({ rows }) => rows.length === 0} empty={say(stationTexts["no-cases"])}>
        {({ rows }) => (
          <ul class="places">
            {rows.map((row) => (
              <CaseRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function CaseRow({ row }: { readonly row: CaseSummary }) {
  const say = useSay();
  const now = useHubClock(60_000);
  const look =
    row.level === null ? lookOfGauge(row.hazard === "blind-spot" ? "silent" : "live") : lookOfLevel(row.level);
  return (
    <li class="place-row">
      <Mark look={look} size={20} />
      <span>
        <a href={pathOf("cases", row.id)}>{say(row.title)}</a>{" "}
        <span class="small muted">{shortTime(Date.parse(row.openedAt), now)}</span>
      </span>
      <span class="small muted">{say(caseStateNames[row.state])}</span>
    </li>
  );
}
