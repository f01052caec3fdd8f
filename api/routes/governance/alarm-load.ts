import { dayMs } from "../../../domain/clock.ts";
import { isExerciseAlarm } from "../../../domain/governance/exercise.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../../app.ts";
import { pagesOf } from "../../csv/send-csv.ts";
import { alarmLoad, alarmLoadQuery } from "../../schemas/governance/evaluation/alarm-load.ts";
import { AlarmLoadCount, staleCount } from "../../views/governance/alarm-load.ts";

/** Transitions that are counted for one answer at most. */
const mostCounted = 50_000;

/** The longest span that is counted, back from its end. */
const longestMs = 31 * dayMs;

export function addAlarmLoadRoutes(app: App, { deps: { calls, clock } }: RouteContext): void {
  app.get(
    "/api/v1/evaluation/load",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getAlarmLoad",
        tags: ["alarms"],
        summary:
          "How many alarms, without those of drills, reached the officers by ten minutes; of the last 24 hours where no from is given",
        querystring: alarmLoadQuery,
        response: { 200: alarmLoad },
      },
    },
    async ({ query, scope: { city, state } }) => {
      const now = clock();
      const to = Math.min(query.to ?? now, now);
      const from = Math.min(to, Math.max(query.from ?? to - dayMs, to - longestMs));
      const posts = calls.roster(now).filter(({ areaCode }) => city.areas.has(areaCode));
      const people = new Set(posts.flatMap(({ onDuty }) => onDuty.people.map(({ personId }) => personId)));
      const count = new AlarmLoadCount({ from, to }, people.size);
      let counted = 0;
      for await (const rows of pagesOf((page) => state.transitions({ from, to }, page), { limit: mostCounted })) {
        for (const each of rows) if (!isExerciseAlarm(city, each.target)) count.add(each);
        counted += rows.length;
      }
      const active = await state.activeAlarms({});
      const real = active.filter(({ target }) => !isExerciseAlarm(city, target));
      const staleAlarms = staleCount(real, now);
      const span = { from: isoInstant(from), to: isoInstant(to) };
      return { ...span, ...toWire(count.result()), staleAlarms, isWhole: counted < mostCounted };
    },
  );
}
