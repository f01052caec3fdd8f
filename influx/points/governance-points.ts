import type { CaseEventData, ResponseEvent } from "../../domain/governance/event.ts";
import { isOverTime } from "../../domain/governance/time-limit.ts";
import { responseLevels } from "../../domain/inputs/acts/response-action.ts";
import { line, seriesKey } from "./line-protocol.ts";
import type { CityPlaces } from "./places.ts";

const flag = (is: boolean): number => (is ? 1 : 0);

/** Point of `case_evaluation`: how a closed case kept its limits. @param at as of `case_state`, ns */
export function evaluationPoint({ change, case: of }: CaseEventData, places: CityPlaces, at: string): string | null {
  const unit = places.city.units.get(of.unitId);
  const stages = of.stages ?? [];
  const tags = { district: places.districtOf(of.areaCode), hazard: of.hazard, unit: of.unitId };
  const fields = {
    caseId: of.id,
    onTime: flag(!stages.some(isOverTime)),
    stages: stages.length,
    overMs: stages.reduce((sum, { overMs }) => sum + overMs, 0),
    ageMs: Math.max(0, (of.closedAt ?? change.entry.at) - of.openedAt),
    reworks: of.record?.reworks ?? 0,
    returns: of.record?.returns ?? 0,
    supervised: flag(of.supervised !== undefined),
    closedDespite: flag(of.closedDespite !== undefined),
    titleZh: of.title.zh,
    titleEn: of.title.en,
    unitZh: unit?.name.zh,
    unitEn: unit?.name.en,
  };
  return line(seriesKey("case_evaluation", tags), fields, at);
}

/** Point of `response_state`. @param at as of `case_state`, ns */
export function responsePoint({ data }: ResponseEvent, places: CityPlaces, at: string): string | null {
  const { change, response: of, title } = data;
  const area = places.city.areas.get(of.areaCode);
  const rank = (level: (typeof responseLevels)[number]): number => responseLevels.indexOf(level) + 1;
  const fields = {
    responseId: of.id,
    active: flag(of.state === "active"),
    level: of.state === "active" ? rank(of.level) : 0,
    levelBefore: change.before === null ? 0 : rank(change.before.level),
    startedAtMs: of.startedAt,
    by: change.by,
    reason: change.reason,
    titleZh: title.zh,
    titleEn: title.en,
    areaZh: area?.name.zh,
    areaEn: area?.name.en,
  };
  return line(seriesKey("response_state", { area: of.areaCode }), fields, at);
}
