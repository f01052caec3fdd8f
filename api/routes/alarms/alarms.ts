import type { z } from "zod";
import { toWire } from "../../../domain/time/instants.ts";
import type { AlarmFilter } from "../../../store/ports.ts";
import type { App, RouteContext } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
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
      const active = await state.activeAlarms(filterOf(request.query));
      return { rows: active.map((alarm) => toWire({ ...alarm, ...suppressionFields(alarm, suppression) })) };
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
