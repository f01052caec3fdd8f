import { useState } from "preact/hooks";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { CasePage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { dayTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import type { Asked } from "./indicator-table.tsx";

type Counted = "numerator" | "denominator";

const shownCases = 200;

/** The cases that one number counts, above or below the line. */
export function CasesBehind({
  asked: { row, indicator, definition },
  query,
  onClose,
}: {
  readonly asked: Asked;
  readonly query: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [counted, setCounted] = useState<Counted>("numerator");
  const key = row.key === null ? "" : `&key=${encodeURIComponent(row.key)}`;
  const path = `/evaluation/cases?${query}${key}&indicator=${indicator}&counted=${counted}&limit=${shownCases}`;
  const cases = useResource<CasePage>(path);
  const name = row.key === null ? evaluationScreenTexts.all : row.name;
  return (
    <Dialog title={say(fill(evaluationScreenTexts.behind, { name, indicator: definition.name }))} onClose={onClose}>
      <div class="actions behind">
        {(["numerator", "denominator"] as const).map((each) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={each === counted}
            onClick={() => setCounted(each)}
          >
            {say(fill(evaluationScreenTexts[each], { count: row.indicators[indicator][each] }))}
          </button>
        ))}
      </div>
      <p class="small muted">{say(definition[counted])}</p>
      <Loaded resource={cases} isEmpty={({ rows }) => rows.length === 0} empty={say(evaluationScreenTexts["no-cases"])}>
        {({ rows, next }) => (
          <>
            <CaseLines rows={rows} />
            {next !== null && <p class="muted">{say(fill(evaluationScreenTexts.more, { count: rows.length }))}</p>}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function CaseLines({ rows }: { readonly rows: CasePage["rows"] }) {
  const say = useSay();
  return (
    <ul class="behind-cases">
      {rows.map(({ id, title, peakLevel, state, openedAt }) => (
        <li key={id}>
          <Mark look={lookOfLevel(peakLevel)} size={20} />
          <a href={`/cases/${encodeURIComponent(id)}`}>{say(title)}</a>
          <span class="chip">{say(caseStateNames[state])}</span>
          <span class="small muted">{dayTime(openedAt)}</span>
        </li>
      ))}
    </ul>
  );
}
