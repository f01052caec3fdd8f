import { blindSpotRuleId } from "../../blindspots/blind-spot-alarm.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../app.ts";
import { areaSummaryList } from "../schemas/area-summary.ts";
import { noQuery } from "../schemas/common.ts";
import type { Scope } from "../scope/scope.ts";
import { suppressionFields } from "../views/suppression/suppression-fields.ts";

export function addAreaSummaryRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/areas/summaries",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listAreaSummaries",
        tags: ["city"],
        summary: "Every area with all below it: gauges by state, alarms by level, and how many are kept from people",
        querystring: noQuery,
        response: { 200: areaSummaryList },
      },
    },
    async ({ scope }) => {
      const now = deps.clock();
      return { asOf: isoInstant(now), rows: summaries(scope, now) };
    },
  );
}

function emptySummary(areaCode: AreaCode) {
  return {
    areaCode: areaCode as string,
    gauges: { live: 0, stale: 0, silent: 0, unusable: 0, suspect: 0, maintenance: 0 },
    alarms: { blue: 0, yellow: 0, orange: 0, red: 0 },
    suppressed: { maintenance: 0, silence: 0, inhibition: 0, unstable: 0 },
    blindAlarms: 0,
  };
}

type Summary = ReturnType<typeof emptySummary>;

function summaries({ city, suppression }: Scope, now: number): Summary[] {
  const byArea = new Map([...city.areas.keys()].map((code) => [code, emptySummary(code)]));
  const count = (code: AreaCode | undefined, add: (summary: Summary) => void): void => {
    for (let area = code === undefined ? undefined : city.areas.get(code); area !== undefined; ) {
      const summary = byArea.get(area.code);
      if (summary !== undefined) add(summary);
      area = area.parent === null ? undefined : city.areas.get(area.parent);
    }
  };
  for (const { id, stationId } of city.gauges.values()) {
    const state = suppression.stateOf(id, now);
    count(city.stations.get(stationId)?.areaCode, ({ gauges }) => {
      gauges[state] += 1;
    });
  }
  for (const { last, level } of suppression.activeAlarms()) {
    const { target, ruleId } = last;
    const { suppressedBy, flaps } = suppressionFields(last, suppression);
    const held = suppressedBy?.kind ?? (flaps === null ? null : "unstable");
    count(target.kind === "area" ? target.areaCode : city.stations.get(target.stationId)?.areaCode, (summary) => {
      summary.alarms[level] += 1;
      if (held !== null) summary.suppressed[held] += 1;
      if (ruleId === blindSpotRuleId) summary.blindAlarms += 1;
    });
  }
  return [...byArea.values()];
}
