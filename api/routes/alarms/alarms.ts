import type { z } from "zod";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { worse } from "../../../domain/city/level.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { AlarmFilter, StoredTransition } from "../../../store/ports.ts";
import type { App, RouteContext } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import type { SuppressionView } from "../../ports.ts";
import { activeAlarmList, activeAlarmQuery, transitionPage, transitionQuery } from "../../schemas/alarms/alarm.ts";
import { suppressionFields } from "../../views/suppression-fields.ts";

export function addAlarmRoutes(app: App, { deps: { state, suppression } }: RouteContext): void {
  app.get(
    "/api/v1/alarms",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listActiveAlarms",
        tags: ["alarms"],
        summary: "Alarms active now, those kept from people too, and by what",
        querystring: activeAlarmQuery,
        response: { 200: activeAlarmList },
      },
    },
    async (request) => {
      const raised = await state.activeAlarms(filterOf(request.query));
      const active = [...raised, ...stillKnown(raised, suppression, request.query)];
      return {
        rows: active.map((alarm) => {
          const fields = suppressionFields(alarm, suppression);
          const level = worse(alarm.to, fields.toldLevel);
          return toWire({ ...alarm, ...fields, level });
        }),
      };
    },
  );

  app.get(
    "/api/v1/alarms/transitions",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listTransitions",
        tags: ["alarms"],
        summary: "How alarms moved, newest first",
        querystring: transitionQuery,
        response: { 200: transitionPage },
      },
    },
    async (request) => {
      const { limit, before = null, ...filter } = request.query;
      return toWire(await state.transitions(filterOf(filter), { limit, before }));
    },
  );
}

function filterOf({ shadow, ...filter }: z.output<typeof activeAlarmQuery>): AlarmFilter {
  return { ...omitUndefined(filter), isShadow: shadow === true };
}

/** Alarms that fell and that people still know as up, such as a chattering one: their case is open. */
function stillKnown(
  raised: readonly StoredTransition[],
  { activeAlarms }: Pick<SuppressionView, "activeAlarms">,
  { shadow, stationId, hazard }: z.output<typeof activeAlarmQuery>,
): readonly (AlarmTransition & { readonly transitionSeq: null })[] {
  if (shadow === true) return [];
  const keys = new Set(raised.map(({ alarmKey }) => alarmKey));
  return activeAlarms().flatMap(({ last }) => {
    const { alarmKey, target, to } = last;
    if (to !== null || keys.has(alarmKey) || (hazard !== undefined && last.hazard !== hazard)) return [];
    if (stationId !== undefined && (target.kind === "area" || target.stationId !== stationId)) return [];
    return [{ ...last, transitionSeq: null }];
  });
}
