import { z } from "zod";
import type { Language } from "../../domain/text.ts";
import { caseNewsIn } from "./case-news.ts";
import type { PlannedCall } from "./planned-call.ts";

const someEvent = z.object({ id: z.string(), type: z.string(), subject: z.string() });

const text = z.object({ zh: z.string(), en: z.string() });

const callRequested = z.object({
  data: z.object({
    call: z.object({ callId: z.string(), to: z.object({ name: text }).nullable() }),
    case: z.object({ title: text }),
  }),
});

const warningNews = z.object({
  data: z.object({
    warning: z.object({
      title: text,
      proposal: z.object({ at: z.string(), approved: z.object({}).optional() }).optional(),
    }),
  }),
});

/** Who sits there. */
export interface DutyRoom {
  /** Units of the city that a case may be given to. */
  readonly units: readonly string[];
  /** What they give their names in. */
  readonly language: Language;
}

/**
 * What the duty room of a demonstration does about an event: it answers calls, gives a case that came back to the next unit, and
 * decides on warnings. Pure.
 *
 * @param event a CloudEvent of the hub
 */
export function plannedActs(event: unknown, { units, language }: DutyRoom): readonly PlannedCall[] {
  const read = someEvent.safeParse(event);
  if (!read.success) return [];
  const { id, type, subject } = read.data;
  if (type.includes(".call.requested.")) return answers(event, id, language);
  if (type.includes(".warning.drafted.") || type.includes(".warning.updated.")) return decisions(event, subject);
  const news = caseNewsIn(event);
  if (news?.what !== "returned") return [];
  const unitId = units[(units.indexOf(news.unitId) + 1) % units.length] ?? news.unitId;
  const path = `/api/v1/cases/${subject}/actions`;
  const body = { do: "dispatch", unitId };
  const about = news.title;
  return [{ as: "duty-officer", what: "dispatch", about, afterMs: 4_000, path, key: `${id}:dispatch`, body }];
}

function answers(event: unknown, id: string, language: Language): readonly PlannedCall[] {
  const read = callRequested.safeParse(event);
  if (!read.success) return [];
  const { call, case: of } = read.data.data;
  const about = of.title;
  const { callId, to } = call;
  const body = to === null ? {} : { by: to.name[language] };
  const path = `/api/v1/calls/${callId}/answer`;
  return [{ as: "duty-officer", what: "answer", about, afterMs: 1_500, path, key: `${id}:answer`, body }];
}

/**
 * A commander stands behind a draft, then the duty officer issues it. A level that is proposed for a warning in force the
 * commander approves, and the duty officer too where it still waits then: each once, however often its event tells of it.
 */
function decisions(event: unknown, warningId: string): readonly PlannedCall[] {
  const read = warningNews.safeParse(event);
  if (!read.success) return [];
  const { title: about, proposal } = read.data.data.warning;
  const path = `/api/v1/warnings/${warningId}/actions`;
  const isDraft = someEvent.parse(event).type.includes(".drafted.");
  if (!isDraft && proposal === undefined) return [];
  const key = `${warningId}:${proposal?.at ?? "draft"}`;
  const approve = {
    as: "commander",
    what: "approve",
    about,
    path,
    key: `${key}:approve`,
    body: { do: "approve" },
  } as const;
  const issue = { as: "duty-officer", what: "issue", about, path, key: `${key}:issue`, body: { do: "issue" } } as const;
  if (isDraft) {
    return [
      { ...approve, afterMs: 5_000 },
      { ...issue, afterMs: 9_000 },
    ];
  }
  if (proposal?.approved === undefined) return [{ ...approve, afterMs: 5_000 }];
  return [{ ...approve, as: "duty-officer", key: `${key}:second`, afterMs: 4_000 }];
}
