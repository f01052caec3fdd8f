import { z } from "zod";

/** What people read of a case event before they act; there is more in it. */
const caseNews = z.object({
  id: z.string(),
  data: z.object({
    change: z.object({ entry: z.object({ kind: z.string() }) }),
    case: z.object({
      id: z.string(),
      hazard: z.string(),
      stationId: z.string(),
      unitId: z.string(),
      state: z.string(),
      level: z.string().nullable(),
      record: z.object({ returns: z.number() }).optional(),
    }),
  }),
});

/** What a case event tells its unit. */
export interface CaseNews {
  readonly eventId: string;
  /** Kind of the line that it added to the timeline. */
  readonly what: string;
  readonly caseId: string;
  readonly hazard: string;
  readonly stationId: string;
  readonly unitId: string;
  readonly state: string;
  /** True while an alarm of it is active. */
  readonly isActive: boolean;
  /** How often a unit gave it back. */
  readonly returns: number;
}

/** Null for an event that is about no case. @param event a CloudEvent of the hub */
export function caseNewsIn(event: unknown): CaseNews | null {
  const read = caseNews.safeParse(event);
  if (!read.success) return null;
  const { id: eventId, data } = read.data;
  const { id: caseId, level, record, ...others } = data.case;
  return {
    ...others,
    eventId,
    caseId,
    what: data.change.entry.kind,
    isActive: level !== null,
    returns: record?.returns ?? 0,
  };
}
