import { caseTexts } from "../../../locales/console/case.ts";
import { queueTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";
import { DueClock } from "./queue-rows.tsx";

/** What a case is about, where, how grave now, and the clock that matters next. */
export function CaseHead({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(10_000);
  const known = useStore(catalogue, (each) => each);
  const area = known?.areas.find(({ code }) => code === of.areaCode);
  const unit = known?.units.find(({ id }) => id === of.unitId);
  const look = of.level === null ? lookOfGauge(of.hazard === "blind-spot" ? "silent" : "live") : lookOfLevel(of.level);
  return (
    <header class="case-head">
      <Mark look={look} size={54} />
      <div class="what">
        <h1>{say(of.title)}</h1>
        <p class="muted">
          {area === undefined ? of.areaCode : say(area.name)} · {unit === undefined ? of.unitId : say(unit.name)} ·{" "}
          {say(fill(caseTexts["opened-at"], { at: shortTime(Date.parse(of.openedAt), now) }))} ·{" "}
          <span class="small">{of.id}</span>
        </p>
        <p class="marks">
          {of.acknowledged === undefined && <span class="chip tone-red">{say(queueTexts["is-unacknowledged"])}</span>}
          {of.suspended !== undefined && <span class="chip">{say(queueTexts.suspended)}</span>}
          {of.supervised !== undefined && <span class="chip">{say(queueTexts.supervised)}</span>}
          {of.hazardOverAt !== undefined && <span class="chip">{say(queueTexts["water-gone"])}</span>}
          {of.isExercise === true && <span class="chip">{say(queueTexts.exercise)}</span>}
        </p>
      </div>
      {of.closedAt === null && <DueClock row={of} />}
      <p class="advice">
        <strong>{say(caseTexts.advice)}</strong> {say(of.advice)}
      </p>
    </header>
  );
}
