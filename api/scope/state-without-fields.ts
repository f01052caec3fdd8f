import type { z } from "zod";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import type { Page, StateQueries } from "../../store/ports.ts";
import { namesAlone } from "../../warnings/persons-behind.ts";
import { alarmTransition } from "../schemas/alarms/alarm.ts";
import { caseWithTimeline } from "../schemas/case.ts";
import { delivery } from "../schemas/delivery.ts";
import { auditLine } from "../schemas/governance/audit.ts";
import { response } from "../schemas/governance/response.ts";
import { warning } from "../schemas/governance/warning.ts";
import { ruleVersion } from "../schemas/rule.ts";
import { withoutFields } from "./withhold-fields.ts";

/**
 * The state as whoever may not see some fields reads it, for what is written of it as a whole: packs and reports. Routes read the
 * state as it is, as what may be done rests on it, and their answers leave without these fields.
 */
export function stateWithoutFields(state: StateQueries, fields: WithheldFields): StateQueries {
  if (!fields.isAny) return state;
  const each = <Row>(schema: z.ZodType, row: Row): Row => withoutFields(schema, row, fields);
  const pageOf = async <Row>(schema: z.ZodType, page: Promise<Page<Row>>): Promise<Page<Row>> => {
    const { rows, next } = await page;
    return { rows: rows.map((row) => each(schema, row)), next };
  };
  return {
    ...state,
    cases: (...asked) => pageOf(caseWithTimeline, state.cases(...asked)),
    caseById: async (...asked) => each(caseWithTimeline, await state.caseById(...asked)),
    caseByTrace: async (id) => each(caseWithTimeline, await state.caseByTrace(id)),
    async warnings(...asked) {
      const { rows, next } = await state.warnings(...asked);
      return { rows: rows.map((row) => each(warning, namesAlone(row))), next };
    },
    async warningById(id) {
      const found = await state.warningById(id);
      return found === null ? null : each(warning, namesAlone(found));
    },
    responses: (...asked) => pageOf(response, state.responses(...asked)),
    responseById: async (id) => each(response, await state.responseById(id)),
    transitions: (...asked) => pageOf(alarmTransition, state.transitions(...asked)),
    activeAlarms: async (filter) => (await state.activeAlarms(filter)).map((row) => each(alarmTransition, row)),
    deliveries: (...asked) => pageOf(delivery, state.deliveries(...asked)),
    ruleVersions: (page) => pageOf(ruleVersion, state.ruleVersions(page)),
    audit: (...asked) => pageOf(auditLine, state.audit(...asked)),
  };
}
