import type { App, RouteContext } from "../app.ts";
import { defined } from "../defined.ts";
import { activeAlarmList, activeAlarmQuery, transitionPage, transitionQuery } from "../schemas/alarm.ts";
import { toWire } from "../wire.ts";

export function addAlarmRoutes(app: App, { deps: { state } }: RouteContext): void {
  app.get(
    "/api/v1/alarms",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listActiveAlarms",
        tags: ["alarms"],
        summary: "Alarms active now",
        querystring: activeAlarmQuery,
        response: { 200: activeAlarmList },
      },
    },
    async (request) => ({ rows: toWire(await state.activeAlarms(defined(request.query))) }),
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
      return toWire(await state.transitions(defined(filter), { limit, before }));
    },
  );
}
