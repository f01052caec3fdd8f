import { reportTexts } from "../../../locales/console/shift.ts";
import { me } from "../../api/client.ts";
import type { ReportDates } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { printCommand } from "../../parts/print.ts";
import { Loaded } from "../../parts/states.tsx";
import type { DailyReportBody } from "./report-body.ts";
import { ReportSheet } from "./report-sheet.tsx";

/** The flood report of the 24 hours that ended on a day, as a sheet; the newest where no day is named. */
export function DailyReportPage({ date }: { readonly date: string }) {
  const say = useSay();
  const isWholeCity = me.value?.isWholeCity === true;
  const dates = useResource<ReportDates>(isWholeCity ? "/reports/daily" : null);
  if (!isWholeCity) return <p class="notice">{say(reportTexts["whole-city"])}</p>;
  return (
    <div class="report">
      <Loaded resource={dates} isEmpty={(body) => body.dates.length === 0} empty={say(reportTexts.none)}>
        {(body) => <Report dates={body.dates} day={body.dates.find((each) => each === date) ?? body.dates[0] ?? ""} />}
      </Loaded>
    </div>
  );
}

function Report({ dates, day }: { readonly dates: readonly string[]; readonly day: string }) {
  const say = useSay();
  const report = useResource<DailyReportBody>(`/reports/daily/${encodeURIComponent(day)}`);
  return (
    <>
      <p class="actions no-print">
        <select
          class="field-alone"
          aria-label={say(reportTexts.date)}
          value={day}
          onChange={({ currentTarget: { value } }) => goTo(`/shift/report/${value}`, { replace: true })}
        >
          {dates.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        <CommandButton command={printCommand} />
        <a href={`/api/v1/reports/daily/${day}?format=html`} target="_blank" rel="noreferrer">
          {say(reportTexts.original)}
        </a>
      </p>
      <Loaded resource={report}>{(body) => <ReportSheet report={body} />}</Loaded>
    </>
  );
}
