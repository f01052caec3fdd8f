import { z } from "zod";
import { caseNewsIn } from "./case-news.ts";
import type { PlannedCall } from "./planned-call.ts";

const someEvent = z.object({ id: z.string(), type: z.string(), subject: z.string() });

const callRequested = z.object({
  data: z.object({
    call: z.object({
      callId: z.string(),
      to: z.object({ name: z.object({ zh: z.string() }) }).nullable(),
    }),
  }),
});

/**
 * What the duty room of a demonstration does about an event: it answers calls, gives a case that came back to the next unit, and
 * decides on warnings. Pure.
 *
 * @param event a CloudEvent of the hub
 * @param units of the city
 */
export function plannedActs(event: unknown, units: readonly string[]): readonly PlannedCall[] {
  const read = someEvent.safeParse(event);
  if (!read.success) return [];
  const { id, type, subject } = read.data;
  if (type.includes(".call.requested.")) return answers(event, id);
  if (type.includes(".warning.drafted.")) return decisions(id, `/api/v1/warnings/${subject}/actions`);
  const news = caseNewsIn(event);
  if (news?.what !== "returned") return [];
  const unitId = units[(units.indexOf(news.unitId) + 1) % units.length] ?? news.unitId;
  const path = `/api/v1/cases/${subject}/actions`;
  const body = { do: "dispatch", unitId };
  return [{ as: "duty-officer", what: "dispatch", afterMs: 4_000, path, key: `${id}:dispatch`, body }];
}

function answers(event: unknown, id: string): readonly PlannedCall[] {
  const read = callRequested.safeParse(event);
  if (!read.success) return [];
  const { callId, to } = read.data.data.call;
  const body = to === null ? {} : { by: to.name.zh };
  const path = `/api/v1/calls/${callId}/answer`;
  return [{ as: "duty-officer", what: "answer", afterMs: 1_500, path, key: `${id}:answer`, body }];
}

/** A commander stands behind the draft, then the duty officer issues it. */
function decisions(id: string, path: string): readonly PlannedCall[] {
  return [
    { as: "commander", what: "approve", afterMs: 5_000, path, key: `${id}:approve`, body: { do: "approve" } },
    { as: "duty-officer", what: "issue", afterMs: 9_000, path, key: `${id}:issue`, body: { do: "issue" } },
  ];
}
