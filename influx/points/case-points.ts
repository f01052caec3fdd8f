import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { rankOf } from "../../domain/city/level.ts";
import type { Case, CaseFacts } from "../../domain/governance/case.ts";
import { type CaseState, isCaseOver } from "../../domain/governance/case-state.ts";
import type { CaseEventData, WarningEvent } from "../../domain/governance/event.ts";
import type { Warning, WarningFacts } from "../../domain/governance/warning.ts";
import { isDraft, isInForce, isWarningOver } from "../../domain/governance/warnings/warning-state.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { wallTexts } from "../../locales/dashboards/wall.ts";
import { fill } from "../../locales/fill.ts";
import { boardTexts } from "../../locales/messages/warning-moves.ts";
import { type Fields, line, seriesKey, type Tags } from "./line-protocol.ts";
import { type CityPlaces, namesOf } from "./places.ts";

const flag = (is: boolean): number => (is ? 1 : 0);

/** Point of `case_state`. @param at observation time with the count of changes in its last digits, ns */
export function caseChangePoint({ change, case: of }: CaseEventData, places: CityPlaces, at: string): string | null {
  const fields = { ...caseFields(of, places, change.entry.at), change: change.entry.kind };
  return line(seriesKey("case_state", caseTags(of, places)), fields, at);
}

/** Point of `case_open`. @param at our clock, ms since 1970 */
export function openCasePoint(of: Case, places: CityPlaces, at: number): string | null {
  return line(seriesKey("case_open", caseTags(of, places)), caseFields(of, places, at), at);
}

function caseTags(of: CaseFacts, places: CityPlaces): Tags {
  return { district: places.districtOf(of.areaCode), hazard: of.hazard, station: of.stationId };
}

/** @param now when the age of a case that is still open is counted to, ms since 1970 */
function caseFields(of: CaseFacts, places: CityPlaces, now: number): Fields {
  const unit = places.city.units.get(of.unitId);
  return {
    caseId: of.id,
    state: of.state,
    level: rankOf(of.level),
    peakLevel: rankOf(of.peakLevel),
    revision: of.revision,
    openedAtMs: of.openedAt,
    ageMs: Math.max(0, (of.closedAt ?? now) - of.openedAt),
    open: flag(!isCaseOver(of)),
    late: flag(of.isLate),
    acknowledged: flag(of.acknowledged !== undefined),
    hazardOver: flag(of.level === null),
    overdue: flag(of.due?.overdueAt !== undefined),
    suspended: flag(of.suspended !== undefined),
    supervised: flag(of.supervised !== undefined),
    closedDespite: flag(of.closedDespite !== undefined),
    reworks: of.record?.reworks ?? 0,
    returns: of.record?.returns ?? 0,
    ...wallFields(of, unit?.name ?? sameInBoth(of.unitId)),
    titleZh: of.title.zh,
    titleEn: of.title.en,
    unit: of.unitId,
    unitZh: unit?.name.zh,
    unitEn: unit?.name.en,
    ...places.byStation.get(of.stationId)?.fields,
  };
}

/** What a wall says of a case in a line or two. */
function wallFields(of: CaseFacts, unit: BilingualText): Fields {
  const isAnswered = of.acknowledged !== undefined || answeredStates.has(of.state);
  const trend = of.level === null ? "over" : rankOf(of.level) < rankOf(of.peakLevel) ? "easing" : "worst";
  const answer = wallTexts[isAnswered ? "answered" : "unanswered"];
  const brief = fill(wallTexts.brief, { title: of.title, answer, trend: wallTexts[trend] });
  const doNow = fill(wallTexts["do-now"], { unit, advice: of.advice });
  return {
    answered: flag(isAnswered),
    trend,
    ...{ briefZh: brief.zh, briefEn: brief.en, doNowZh: doNow.zh, doNowEn: doNow.en },
  };
}

/** States that a case comes to only by somebody's hand. */
const answeredStates: ReadonlySet<CaseState> = new Set(["handling", "handled", "verified", "closed", "voided"]);

/** Point of `warning_state`. @param at observation time with the count of changes in its last digits, ns */
export function warningChangePoint({ at: now, data }: WarningEvent, places: CityPlaces, at: string): string | null {
  const { warning: of } = data;
  return line(seriesKey("warning_state", warningTags(of)), warningFields(of, places, { now, cases: of.caseCount }), at);
}

/** Point of `warning_open`. @param at our clock, ms since 1970 */
export function openWarningPoint(of: Warning, places: CityPlaces, at: number): string | null {
  const fields = warningFields(of, places, { now: at, cases: Object.keys(of.cases).length });
  return line(seriesKey("warning_open", warningTags(of)), fields, at);
}

function warningTags({ areaCode, hazard }: WarningFacts): Tags {
  return { area: areaCode, hazard };
}

function warningFields(
  of: WarningFacts,
  places: CityPlaces,
  { now, cases }: { readonly now: number; readonly cases: number },
): Fields {
  const area = places.city.areas.get(of.areaCode);
  // On a wall a draft must not be taken for what the public has been told.
  const title = isDraft(of) ? fill(boardTexts.draft, { title: of.title }) : of.title;
  return {
    warningId: of.id,
    state: of.state,
    level: rankOf(of.level),
    revision: of.revision,
    draftedAtMs: of.draftedAt,
    ageMs: Math.max(0, (of.liftedAt ?? now) - of.draftedAt),
    open: flag(!isWarningOver(of)),
    inForce: flag(isInForce(of)),
    cases,
    titleZh: title.zh,
    titleEn: title.en,
    areaZh: area?.name.zh,
    areaEn: area?.name.en,
  };
}

/** Point of `alarm`. */
export function alarmPoint(of: AlarmTransition, places: CityPlaces, at: string): string | null {
  const { target } = of;
  const place = target.kind === "area" ? undefined : places.byStation.get(target.stationId);
  const tags: Tags = {
    area: target.kind === "area" ? target.areaCode : undefined,
    district: target.kind === "area" ? places.districtOf(target.areaCode) : place?.district?.code,
    effect: of.effect,
    gauge: target.kind === "gauge" ? target.gaugeId : undefined,
    hazard: of.hazard,
    rule: of.ruleId,
    station: target.kind === "area" ? undefined : target.stationId,
  };
  const fields: Fields = {
    level: rankOf(of.to),
    levelBefore: rankOf(of.from),
    signal: of.signal,
    peakSignal: of.peakSignal,
    limit: of.limit,
    unit: of.unit,
    cause: of.cause,
    delayMs: of.receivedAt - of.at,
    late: flag(of.isLate),
    titleZh: of.title.zh,
    titleEn: of.title.en,
    ...(place === undefined ? {} : namesOf(place)),
  };
  return line(seriesKey("alarm", tags), fields, at);
}
