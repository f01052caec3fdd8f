import type { z } from "zod";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { worse } from "../../../domain/city/level.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { AlarmFilter, PageRequest, StoredTransition } from "../../../store/ports.ts";
import type { App } from "../../app.ts";
import { onePage, pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { alarmTable, transitionTable } from "../../csv/tables/transition-table.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import type { SuppressionView } from "../../ports.ts";
import { activeAlarmList, activeAlarmQuery, transitionPage, transitionQuery } from "../../schemas/alarms/alarm.ts";
import { usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { suppressionFields } from "../../views/suppression/suppression-fields.ts";

export function addAlarmRoutes(app: App): void {
  app.get(
    "/api/v1/alarms",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listActiveAlarms",
        tags: ["alarms"],
        summary: "Alarms active now, those kept from people too, and by what",
        querystring: activeAlarmQuery,
        response: csvOrJson("Active alarms", activeAlarmList),
      },
    },
    async (request, reply) => {
      const { format, bom, ...filter } = request.query;
      const { city, state, suppression } = request.scope;
      const raised = await state.activeAlarms(filterOf(filter));
      const active = [...raised, ...stillKnown(raised, suppression, filter)];
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: alarmTable, pages: onePage(active), city, bom });
      }
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
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listTransitions",
        tags: ["alarms"],
        summary: "How alarms moved, newest first",
        querystring: transitionQuery,
        response: csvOrJson("Transitions", transitionPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, ...filter } = request.query;
      const { city, state } = request.scope;
      const list = (page: PageRequest) => state.transitions(filterOf(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: transitionTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      return toWire(await list({ limit: limit ?? usualLimit, before }));
    },
  );
}

function filterOf({ shadow, ...filter }: Omit<z.output<typeof activeAlarmQuery>, "format" | "bom">): AlarmFilter {
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
