import { useMemo } from "preact/hooks";
import { minuteMs } from "../../../domain/clock.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { evidenceNames } from "../../../locales/case-moves.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { queueTexts } from "../../../locales/console/map.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import { gaugeStateNames, levelNames, propertyNames } from "../../../locales/names.ts";
import { marks } from "../../../locales/shared.ts";
import type { CaseWithTimeline, SeriesAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { hubNow } from "../../live/live.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { riseOver } from "../../parts/gauges/gauge-lines.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import type { CatalogueGauge } from "../../parts/gauges/station-now.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName, StationName, UnitName } from "../../parts/names.tsx";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";
import { DueClock } from "./queue/queue-rows.tsx";
import { useGaugeNow } from "./use-gauge-now.ts";

/** What a case is about, where, how grave now, what its gauge says, and the clock that matters next. */
export function CaseHead({ of, gauge }: { readonly of: CaseWithTimeline; readonly gauge: CatalogueGauge | undefined }) {
  const say = useSay();
  const look = of.level === null ? lookOfGauge(of.hazard === "blind-spot" ? "silent" : "live") : lookOfLevel(of.level);
  return (
    <header class="work-head">
      <a class="back no-print" href={pathOf("cases")}>
        {say(caseTexts.back)}
      </a>
      <Mark look={look} size={54} />
      <div class="what">
        <h1>{say(of.title)}</h1>
        <CaseFacts of={of} />
        <CaseMarks of={of} />
      </div>
      {gauge !== undefined && of.closedAt === null && <ValueNow gauge={gauge} />}
      {of.closedAt === null && <DueClock row={of} />}
      <p class="advice">
        <strong>{say(caseTexts.advice)}</strong> {say(of.advice)}
      </p>
    </header>
  );
}

function CaseFacts({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(10_000);
  const facts = [
    say(fill(caseTexts["opened-at"], { at: shortTime(Date.parse(of.openedAt), now) })),
    say(fill(caseTexts.revision, { revision: of.revision })),
  ];
  return (
    <p class="muted">
      <a href={pathOf("stations", of.stationId)}>
        <StationName id={of.stationId} />
      </a>{" "}
      · <AreaName code={of.areaCode} /> · <UnitName id={of.unitId} /> {of.assignee} · {facts.join(" · ")}
      <span class="small"> · {of.id}</span>
    </p>
  );
}

function CaseMarks({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(10_000);
  return (
    <p class="marks">
      {of.acknowledged === undefined ? (
        <span class="chip tone-red">{say(queueTexts["is-unacknowledged"])}</span>
      ) : (
        <span class="chip">{say(fill(caseTexts["acknowledged-by"], { by: of.acknowledged.by }))}</span>
      )}
      {of.suspended !== undefined && (
        <span class="chip">
          {say(queueTexts.suspended)} → {shortTime(Date.parse(of.suspended.untilAt), now)}
        </span>
      )}
      {of.supervised !== undefined && <span class="chip tone-yellow">{say(queueTexts.supervised)}</span>}
      {of.hazardOverAt !== undefined && <span class="chip">{say(queueTexts["water-gone"])}</span>}
      {of.closedDespite !== undefined && <span class="chip tone-yellow">{say(wordsOfClosing(of.closedDespite))}</span>}
      {of.doubt !== undefined && <span class="chip tone-unknown">{say(caseTexts.doubt)}</span>}
      {of.isLate && <span class="chip tone-unknown">{say(caseTexts.late)}</span>}
      {of.isExercise === true && <span class="chip">{say(queueTexts.exercise)}</span>}
    </p>
  );
}

/** What stood when it was closed all the same. */
function wordsOfClosing({ level, lacking }: NonNullable<CaseWithTimeline["closedDespite"]>): BilingualText {
  const kinds = joined(
    lacking.map((kind) => evidenceNames[kind]),
    marks.list,
  );
  if (level === null) return fill(caseTexts["closed-despite"], { lacking: kinds });
  return fill(caseTexts["closed-despite-level"], { level: levelNames[level], lacking: kinds });
}

const riseMs = 5 * minuteMs;

/** The gauge's value with its rise and age; of one that is not live that it is not, never its last value as of now. */
function ValueNow({ gauge }: { readonly gauge: CatalogueGauge }) {
  const say = useSay();
  const now = useGaugeNow(gauge.gaugeId);
  if (now === null) return null;
  const { state, value, observedAt } = now;
  const isKnown = state === "live" && value !== null;
  return (
    <div class="value-now">
      <span class="small muted">{say(propertyNames[gauge.property])}</span>
      <strong class={isKnown ? "" : "tone-unknown"}>
        {isKnown ? say(valueText(value, gauge.property)) : say(gaugeStateNames[state])}
      </strong>
      <span class="small muted">
        {isKnown && <Rise gauge={gauge} />}
        {observedAt !== null && <Age at={observedAt} />}
      </span>
    </div>
  );
}

function Rise({ gauge }: { readonly gauge: CatalogueGauge }) {
  const say = useSay();
  const path = useMemo(() => {
    const from = new Date(hubNow() - 3 * riseMs).toISOString();
    return `/series?${new URLSearchParams({ gauges: gauge.gaugeId, from, points: "180" })}`;
  }, [gauge.gaugeId]);
  const series = useResource<SeriesAnswer>(path, ["cases"]);
  useEvery(20_000, series.reload);
  const row = series.body?.rows[0];
  const rise = row === undefined ? null : riseOver(row, riseMs);
  if (rise === null) return null;
  const amount = valueText(Math.abs(rise), gauge.property);
  if (amount.zh === valueText(0, gauge.property).zh) return <>{say(caseTexts.steady)} · </>;
  const sign = rise < 0 ? "−" : "+";
  return <>{say(fill(caseTexts.rise, { amount: { zh: sign + amount.zh, en: sign + amount.en } }))} · </>;
}
