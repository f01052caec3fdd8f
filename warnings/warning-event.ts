import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import { contactOfArea } from "../domain/city/contact.ts";
import { rankOf } from "../domain/city/level.ts";
import type { WarningEvent } from "../domain/governance/event.ts";
import type { Warning, WarningStatus, WarningSummary } from "../domain/governance/warning.ts";
import { isDraft, isInForce } from "../domain/governance/warnings/warning-state.ts";
import { idFrom } from "../domain/ids.ts";
import { sameInBoth } from "../domain/text.ts";
import { saidAs } from "../locales/messages/exercise.ts";
import { hazardNames, levelNames } from "../locales/names.ts";
import { withoutAccounts } from "./persons-behind.ts";
import { type NoticeOccasion, warningMessage } from "./warning-message.ts";

export type { NoticeOccasion } from "./warning-message.ts";

/** One change of what a warning says. */
export interface NoticeChange {
  /** Null where it drafted the warning. */
  readonly before: Warning | null;
  readonly after: Warning;
  /** True where live readings show it graver than they had. */
  readonly isGraverLive: boolean;
  /** Who made it, when by our clock, and why; null where cases or time did. */
  readonly person: { readonly by: string; readonly at: number; readonly reason: string | null } | null;
  readonly occasion: NoticeOccasion;
}

export function warningEvent(change: NoticeChange, city: City): WarningEvent {
  const { before, after, person, occasion } = change;
  const warning = summarizeWarning(after, city);
  const isOver = after.liftedAt !== null;
  return {
    id: idFrom("event", after.id, after.revision),
    type: typeOf(before, after),
    subject: after.id,
    level: isOver ? null : after.level,
    isUrgent: isUrgent(change),
    at: person?.at ?? after.updatedAt,
    data: {
      change: {
        before: before === null ? null : statusOf(before),
        after: statusOf(after),
        by: person?.by ?? null,
        reason: person?.reason ?? null,
      },
      message: saidAs(
        warningMessage({ before, after, occasion, reason: person?.reason ?? "" }, warning.areaName),
        after,
      ),
      warning,
    },
  };
}

/** A warning that comes out is to reach people now, whatever its draft did; so is a graver one, and a decision that is wanting. */
function isUrgent({ before, after, isGraverLive, occasion }: NoticeChange): boolean {
  if (isGraverLive || occasion === "escalated") return true;
  if (before === null || !isInForce(after)) return false;
  return isDraft(before) || (occasion !== "followed" && rankOf(after.level) > rankOf(before.level));
}

function typeOf(before: Warning | null, { state }: Warning): WarningEvent["type"] {
  if (before === null) return "warning.drafted";
  switch (state) {
    case "draft":
    case "updated":
      return "warning.updated";
    case "approved":
      return before.state === "approved" ? "warning.updated" : "warning.approved";
    case "issued":
      return isDraft(before) ? "warning.issued" : "warning.updated";
    case "lifted":
      return "warning.lifted";
    case "expired":
      return "warning.expired";
    case "withdrawn":
      return "warning.withdrawn";
  }
}

function statusOf({ state, level, revision }: Warning): WarningStatus {
  return { state, level, revision };
}

/** The warning with the names of its area, and its reasons counted. */
export function summarizeWarning(warning: Warning, city: City): WarningSummary {
  const { cases, advices: _, liveLevels: __, supports = [], changedBy: ___, authors: ____, ...kept } = warning;
  const { askedAt: _____, bulletins = [], ...signed } = kept;
  const facts = withoutAccounts(signed);
  const suggests = city.warningPolicy?.suggests[facts.level];
  const newest = bulletins.at(-1);
  return {
    ...facts,
    hazardName: hazardNames[facts.hazard],
    levelName: levelNames[facts.level],
    ...areaNames(city, facts.areaCode),
    ...contactOfArea(city, facts.areaCode),
    caseCount: Object.keys(cases).length,
    supports: supports.map((each) => ({
      ...each,
      stationName: city.stations.get(each.stationId)?.name ?? sameInBoth(each.stationId),
    })),
    ...(suggests === undefined || facts.liftedAt !== null ? {} : { suggests }),
    cap: newest === undefined ? null : `/api/v1/warnings/${facts.id}/cap?revision=${newest.revision}`,
    link: `/api/v1/warnings/${facts.id}`,
  };
}
