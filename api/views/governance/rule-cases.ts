import type { Hazard } from "../../../domain/city/hazard.ts";
import type { Property } from "../../../domain/city/property.ts";
import { hourMs } from "../../../domain/clock.ts";
import type { Case, CaseEntry, CaseWithTimeline } from "../../../domain/governance/case.ts";
import { unusableReason } from "../../../domain/observations/usable.ts";
import { closingLineM, type RuleCase } from "../../../limits/evaluation/rule-outcomes.ts";
import type { Scope } from "../../scope/scope.ts";
import { cityIndex } from "../console/city-index.ts";

/** What shows how high the water of a hazard stands; of others there is no peak. */
const shownBy: Partial<Readonly<Record<Hazard, Property>>> = { waterlogging: "depth", "river-flood": "stage" };

/** The water may have come before its case: so far back it is looked at. */
const beforeMs = hourMs;

/** Readings of one gauge that are looked at for a case. */
const mostReadings = 5_000;

/** Null for a case that no alarm of a rule opened. */
export async function ruleCaseOf(found: CaseWithTimeline, scope: Scope): Promise<RuleCase | null> {
  const ruleId = ruleOf(found.timeline);
  if (ruleId === null) return null;
  const calledAt = found.timeline.find(({ kind }) => kind === "called")?.at ?? null;
  const isFalse = found.state === "voided";
  const water = isFalse || calledAt === null ? noWater : await waterOf(found, scope);
  return { ruleId, isFalse, calledAt, ...water };
}

/** The first part of the first alarm's key. */
function ruleOf(timeline: readonly CaseEntry[]): string | null {
  for (const line of timeline) if ("alarmKey" in line) return line.alarmKey.split("|")[0] ?? null;
  return null;
}

type Water = Pick<RuleCase, "peakAt" | "closingLineAt">;

const noWater: Water = { peakAt: null, closingLineAt: null };

async function waterOf(of: Case, { city, history }: Scope): Promise<Water> {
  const property = shownBy[of.hazard];
  const overAt = of.hazardOverAt ?? of.closedAt;
  let peak: { readonly at: number; readonly value: number } | null = null;
  let closingLineAt: number | null = null;
  const until = overAt ?? Number.MAX_SAFE_INTEGER;
  for (const gauge of cityIndex(city).gaugesOf.get(of.stationId) ?? []) {
    if (gauge.property !== property) continue;
    for (const reading of await history.range(gauge.id, of.openedAt - beforeMs, until, mostReadings)) {
      const { observedAt: at, value } = reading;
      if (unusableReason(reading) !== null) continue;
      if (peak === null || value > peak.value) peak = { at, value };
      if (property === "depth" && value >= closingLineM) closingLineAt = Math.min(at, closingLineAt ?? at);
    }
  }
  return { peakAt: overAt === null ? null : (peak?.at ?? null), closingLineAt };
}
