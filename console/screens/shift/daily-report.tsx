import { reportTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { hubNow } from "../../live/live.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { cityDay } from "../../parts/city-day.ts";
import { printCommand } from "../../parts/print.ts";
import { Loaded } from "../../parts/states.tsx";
import type { DailyReportBody } from "./report-body.ts";
import { ReportSheet } from "./report-sheet.tsx";

/** The flood report of the 24 hours that ended on a day, as a sheet. */
export function DailyReportPage({ date }: { readonly date: string }) {
  const say = useSay();
  const day = date === "" ? cityDay(hubNow()) : date;
  const report = useResource<DailyReportBody>(`/reports/daily/${encodeURIComponent(day)}`);
  const isMissing = report.problem !== null && report.problem !== "unreached" && report.problem.status === 404;
  return (
    <div class="report">
      <p class="actions no-print">
        <label class="field">
          <span class="visually-hidden">{say(reportTexts.date)}</span>
          <input
            type="date"
            value={day}
            max={cityDay(hubNow())}
            onChange={({ currentTarget: { value } }) =>
              value !== "" && goTo(`/shift/report/${value}`, { replace: true })
            }
          />
        </label>
        <CommandButton command={printCommand} />
        <a href={`/api/v1/reports/daily/${day}?format=html`} target="_blank" rel="noreferrer">
          {say(reportTexts.original)}
        </a>
      </p>
      {isMissing ? (
        <p class="notice">{say(fill(reportTexts.none, { date: day }))}</p>
      ) : (
        <Loaded resource={report}>{(body) => <ReportSheet report={body} />}</Loaded>
      )}
    </div>
  );
}
