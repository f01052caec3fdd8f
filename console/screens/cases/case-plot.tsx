import { useMemo } from "preact/hooks";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import type { CaseWithTimeline, LimitsAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { hubNow } from "../../live/live.ts";
import { useResource } from "../../live/use-resource.ts";
import { GaugePlot } from "../../parts/gauges/gauge-plot.tsx";
import { LimitsTable } from "../../parts/gauges/limits-table.tsx";
import type { CatalogueGauge } from "../../parts/gauges/station-now.ts";
import { useGaugeNow } from "./use-gauge-now.ts";

/** The gauges that a case is of, from an hour before it opened until now, and what their limits say to do. */
export function CasePlot({
  of,
  gauges,
}: {
  readonly of: CaseWithTimeline;
  readonly gauges: readonly CatalogueGauge[];
}) {
  const say = useSay();
  const path = `/limits?stationId=${encodeURIComponent(of.stationId)}`;
  const limits = useResource<LimitsAnswer>(path, ["mode", "rules"]);
  const openedAt = Date.parse(of.openedAt);
  const closedAt = of.closedAt === null ? null : Date.parse(of.closedAt);
  const own = useMemo(
    () =>
      ({
        name: "case",
        from: openedAt - before(openedAt, closedAt),
        to: closedAt === null ? null : closedAt + 10 * minuteMs,
      }) as const,
    [openedAt, closedAt],
  );
  const first = gauges[0];
  if (first === undefined) return <p class="panel muted">{say(caseTexts["no-gauge"])}</p>;
  const rows = limits.body?.rows ?? [];
  return (
    <>
      <GaugePlot
        key={`${of.id} ${closedAt ?? ""}`}
        gaugeIds={gauges.map(({ gaugeId }) => gaugeId)}
        limits={rows}
        moments={[{ at: openedAt, words: say(caseTexts.reported) }]}
        own={own}
      />
      <section class="panel">
        <h3>{say(plotTexts.limits)}</h3>
        <CaseLimits gauge={first} rows={rows} />
      </section>
    </>
  );
}

/** As much of what was before as of what came after, from a quarter of an hour to an hour. */
function before(openedAt: number, closedAt: number | null): number {
  return Math.min(hourMs, Math.max(15 * minuteMs, (closedAt ?? hubNow()) - openedAt));
}

function CaseLimits({ gauge, rows }: { readonly gauge: CatalogueGauge; readonly rows: LimitsAnswer["rows"] }) {
  const now = useGaugeNow(gauge.gaugeId);
  const value = now?.state === "live" ? now.value : null;
  const own = rows.filter(({ gaugeId }) => gaugeId === gauge.gaugeId);
  return <LimitsTable rows={own} property={gauge.property} value={value} />;
}
