import type { City } from "../domain/city/city.ts";
import { caseClassOf } from "../domain/city/policies/case-routes.ts";
import { plainWeeks } from "./clocks/calendar-days.ts";
import { createLimitClocks } from "./clocks/limit-clocks.ts";
import { type DueGround, dueAfter } from "./due/due-after.ts";
import { type CaseLimits, noLimits } from "./ports.ts";

/** The time limits that a city sets for its cases. */
export function createCaseLimits(city: City): CaseLimits {
  const ground = dueGroundOf(city);
  if (ground === null) return { ...noLimits };
  const limits: CaseLimits = {
    mode: "daily",
    supervisesOverdue: city.caseClasses?.supervisesOverdue ?? false,
    dueAfter: (before, after, at) => dueAfter(before, after, { at, mode: limits.mode }, ground),
  };
  return limits;
}

/** What limits of a city are counted by; null where it sets none. Without a calendar weeks are plain ones, and each limit says so. */
function dueGroundOf(city: City): DueGround | null {
  const { caseClasses, calendar = plainWeeks, timeZone } = city;
  if (caseClasses === undefined) return null;
  return {
    clocks: createLimitClocks(timeZone, calendar),
    warnShare: caseClasses.warnShare,
    factorOf: (mode) => city.modePolicies?.[mode].limitsFactor ?? 1,
    limitOf: ({ caseClass }, stage) => caseClassOf(city, caseClass)?.limits[stage] ?? caseClasses.limits[stage] ?? null,
  };
}
