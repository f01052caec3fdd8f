import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import { contactOfArea } from "../domain/city/contact.ts";
import type { WarningEvent } from "../domain/governance/event.ts";
import type { Warning, WarningStatus, WarningSummary } from "../domain/governance/warning.ts";
import { idFrom } from "../domain/ids.ts";
import { saidAs } from "../locales/messages/exercise.ts";
import { hazardNames, levelNames } from "../locales/names.ts";
import { warningMessage } from "./warning-message.ts";

/** A change of a warning that its event is made of. */
export interface NoticeChange {
  /** Null where the change drafted the warning. */
  readonly before: Warning | null;
  readonly after: Warning;
  /** True where live readings show it graver than they had. */
  readonly isGraverLive: boolean;
  /** Who made it, when by our clock, and why; null where cases did. */
  readonly person: { readonly by: string; readonly at: number; readonly reason: string | null } | null;
}

export function warningEvent({ before, after, isGraverLive, person }: NoticeChange, city: City): WarningEvent {
  const type = typeOf(before, after);
  const warning = summarizeWarning(after, city);
  const level = after.state === "lifted" ? null : after.level;
  return {
    id: idFrom("event", after.id, after.revision),
    type,
    subject: after.id,
    level,
    // A warning that a person issues is to reach people now, whatever its draft did.
    isUrgent: type === "warning.issued" || isGraverLive,
    at: person?.at ?? after.updatedAt,
    data: {
      change: {
        before: before === null ? null : statusOf(before),
        after: statusOf(after),
        by: person?.by ?? null,
        reason: person?.reason ?? null,
      },
      message: saidAs(warningMessage(before, after, warning.areaName), after),
      warning,
    },
  };
}

function typeOf(before: Warning | null, { state }: Warning): WarningEvent["type"] {
  if (before === null) return "warning.drafted";
  if (state === "lifted") return "warning.lifted";
  return state === "issued" && before.state === "draft" ? "warning.issued" : "warning.updated";
}

function statusOf({ state, level, revision }: Warning): WarningStatus {
  return { state, level, revision };
}

/** The warning with the names of its area, and its reasons counted. */
export function summarizeWarning({ cases, advices: _, liveLevels: __, ...facts }: Warning, city: City): WarningSummary {
  return {
    ...facts,
    hazardName: hazardNames[facts.hazard],
    levelName: levelNames[facts.level],
    ...areaNames(city, facts.areaCode),
    ...contactOfArea(city, facts.areaCode),
    caseCount: Object.keys(cases).length,
    link: `/api/v1/warnings/${facts.id}`,
  };
}
