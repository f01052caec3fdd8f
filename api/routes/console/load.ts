import { isoInstant } from "../../../domain/time/iso-instant.ts";
import type { StateQueries } from "../../../store/ports.ts";
import type { App, RouteContext } from "../../app.ts";
import { noQuery } from "../../schemas/common.ts";
import { hubLoad } from "../../schemas/console/load.ts";
import { alarmLoad, floodAbove, loadBucketMs, loadBuckets, type PagingEvent } from "../../views/console/alarm-load.ts";

/** Events of a day that are looked through at most. */
const pageSize = 1_000;
const mostPages = 20;

export function addLoadRoutes(app: App, { deps: { calls, clock } }: RouteContext): void {
  app.get(
    "/api/v1/hub/load",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "getHubLoad",
        tags: ["hub"],
        summary: "How much officers were paged over the last day, against the measures of ISA-18.2",
        querystring: noQuery,
        response: { 200: hubLoad },
      },
    },
    async ({ scope }) => {
      const now = clock();
      const onDuty = calls.roster(now).flatMap(({ onDuty: { people } }) => people.map(({ personId }) => personId));
      const officers = new Set(onDuty).size;
      const { events, isWhole } = await urgentEvents(scope.state, now);
      const { buckets, byLevel, ...load } = alarmLoad(events, now, officers);
      return {
        ...{ asOf: isoInstant(now), bucketMs: loadBucketMs, floodAbove, officers, isWhole },
        ...{ ...load, buckets: [...buckets], byLevel: { ...byLevel } },
      };
    },
  );
}

async function urgentEvents(state: StateQueries, now: number) {
  const from = now - loadBuckets * loadBucketMs;
  const events: PagingEvent[] = [];
  let before: string | null = null;
  for (let read = 0; read < mostPages; read += 1) {
    const page = await state.events({ from }, { limit: pageSize, before });
    events.push(...page.rows.filter(({ isUrgent }) => isUrgent));
    if (page.next === null) return { events, isWhole: true };
    before = page.next;
  }
  return { events, isWhole: false };
}
