import { rankOf } from "../../../domain/city/level.ts";
import type { CaseWithTimeline, Catalogue } from "../../api/wire.ts";
import type { CatalogueGauge } from "../../parts/gauges/station-now.ts";

/** Lines on one plot at most. */
const mostDrawn = 4;

/**
 * Gauges that alarms of a case are of, gravest first, then those of the past, newest first: an alarm's key is its rule, a bar, and
 * what it is about. None where the case is of a whole station or area.
 */
function gaugesOfCase(
  { activeAlarms, timeline }: Pick<CaseWithTimeline, "activeAlarms" | "timeline">,
  catalogue: Pick<Catalogue, "gauges">,
): readonly CatalogueGauge[] {
  const active = Object.entries(activeAlarms).sort(([, a], [, b]) => rankOf(b) - rankOf(a));
  const past = timeline.toReversed().flatMap((entry) => ("alarmKey" in entry ? [entry.alarmKey] : []));
  const ids = new Set([...active.map(([key]) => key), ...past].map((key) => key.slice(key.indexOf("|") + 1)));
  const byId = new Map(catalogue.gauges.map((gauge) => [gauge.gaugeId, gauge]));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}

/** Those that are drawn together: of what the first measures, sisters at its station included. */
function gaugesToDraw(
  gauges: readonly CatalogueGauge[],
  catalogue: Pick<Catalogue, "gauges">,
): readonly CatalogueGauge[] {
  const [first] = gauges;
  if (first === undefined) return [];
  const isSister = (each: CatalogueGauge) => each.station === first.station && each.property === first.property;
  const sisters = catalogue.gauges.filter((each) => each.property === first.property && isSister(each));
  const own = gauges.filter(({ property }) => property === first.property);
  return [...new Set([...own, ...sisters])].slice(0, mostDrawn);
}

/** The gauges to show of a case: of its alarms; else the first of its station that measures anything. */
export function mainGauges(
  of: Pick<CaseWithTimeline, "activeAlarms" | "timeline" | "stationId">,
  catalogue: Pick<Catalogue, "gauges" | "stations">,
): readonly CatalogueGauge[] {
  const own = gaugesOfCase(of, catalogue);
  if (own.length > 0) return gaugesToDraw(own, catalogue);
  const station = catalogue.stations.findIndex(({ stationId }) => stationId === of.stationId);
  return gaugesToDraw(
    catalogue.gauges.filter((gauge) => gauge.station === station),
    catalogue,
  );
}
