import { caseStates } from "../../../domain/governance/case-state.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { Handover } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { dayTime } from "../../parts/city-time.ts";
import { Mark } from "../../parts/mark.tsx";

type SheetCase = Handover["sheet"]["openCases"]["lines"][number];

/** Open cases of a sheet, red ones in front. */
export function SheetCases({ sheet }: { readonly sheet: Handover["sheet"] }) {
  const say = useSay();
  const lines = sheet.openCases.lines.toSorted((a, b) => rank(b) - rank(a));
  const reds = lines.filter(({ level }) => level === "red").length;
  return (
    <>
      {reds > 0 && <p class="tone-red">▲ {say(fill(shiftScreenTexts.reds, { count: reds }))}</p>}
      <ul class="sheet-cases">
        {lines.map((line) => (
          <li key={line.caseId} class="keep-together">
            <Mark look={lookOfCase(line)} size={22} />
            <a href={`/cases/${encodeURIComponent(line.caseId)}`}>{say(line.title)}</a>
            <StateWord state={line.state} />
            <span class="small muted">
              {dayTime(line.openedAt)}
              {line.dueAt !== null && ` · ${say(fill(shiftScreenTexts["due-at"], { at: dayTime(line.dueAt) }))}`}
            </span>
            {line.isUnacknowledged && <span class="small tone-red">{say(shiftScreenTexts.unacknowledged)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function lookOfCase({ hazard, level }: SheetCase) {
  if (hazard === "blind-spot" || level === null) return lookOfGauge(hazard === "blind-spot" ? "silent" : "live");
  return lookOfLevel(level);
}

const rank = (line: SheetCase): number => lookOfCase(line).rank;

function StateWord({ state }: { readonly state: string }) {
  const say = useSay();
  const known = caseStates.find((each) => each === state);
  return <span class="chip">{known === undefined ? state : say(caseStateNames[known])}</span>;
}
