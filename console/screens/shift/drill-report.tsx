import { caseStateNames } from "../../../locales/case-moves.ts";
import { drillScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { openBeforeDrill } from "../../../locales/record/drills.ts";
import type { DrillReport } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Mark } from "../../parts/mark.tsx";
import { PrintHead } from "../../parts/print-head.tsx";
import { Loaded } from "../../parts/states.tsx";
import { shortSpan, timeOfDay } from "../../parts/times.tsx";

/** What became of each case of a drill, with the time of every link from the reading to the closing. */
export function DrillReportSheet({ drillId }: { readonly drillId: string }) {
  const say = useSay();
  const report = useResource<DrillReport>(`/drills/${encodeURIComponent(drillId)}/report`, ["cases"]);
  return (
    <Loaded resource={report}>
      {({ title, cases }) => (
        <article class="sheet">
          <PrintHead />
          <h1>
            {say(drillScreenTexts.report)} · {title}
          </h1>
          {cases.length === 0 && <p class="notice">{say(drillScreenTexts["no-cases"])}</p>}
          {cases.map((each) => (
            <DrillCase key={each.caseId} of={each} />
          ))}
        </article>
      )}
    </Loaded>
  );
}

function DrillCase({ of }: { readonly of: DrillReport["cases"][number] }) {
  const say = useSay();
  return (
    <section class="part keep-together">
      <h2>
        <Mark look={lookOfLevel(of.peakLevel)} size={22} />{" "}
        <a href={`/cases/${encodeURIComponent(of.caseId)}`}>{say(of.title)}</a>{" "}
        <span class="chip">{say(caseStateNames[of.state])}</span>
      </h2>
      {of.isOpenBefore === true && <p class="notice">{say(openBeforeDrill)}</p>}
      <ol class="links">
        {of.links.map(({ name, at, afterMs }) => (
          <li key={name.en} class={at === null ? "never" : ""}>
            <span class="small muted">{say(name)}</span>
            <strong>{at === null ? say(drillScreenTexts.never) : timeOfDay(Date.parse(at))}</strong>
            {afterMs !== null && (
              <span class="small">{say(fill(drillScreenTexts.after, { span: shortSpan(afterMs) }))}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
