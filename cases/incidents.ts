import { areaOfKind, type City } from "../domain/city/city.ts";
import { kinOf } from "../domain/city/policies/case-policy.ts";
import type { Case } from "../domain/governance/case.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import { type IncidentId, idFrom } from "../domain/ids.ts";
import { KeptMap } from "./kept-map.ts";

/** The newest incident of one kin of hazards in one area. A JSON value. */
export interface KnownIncident {
  readonly id: IncidentId;
  /** Observation time at which the last hazard of it was over so far, ms since 1970; when it was opened where none was yet. */
  readonly lastOverAt: number;
}

/**
 * Gathers the cases of one storm in one area, those of drills apart: a case opened while hazards of an incident last, or
 * soon after, belongs to it. A case that only waits for feedback keeps no incident going.
 */
export class Incidents extends KeptMap<KnownIncident> {
  readonly #city: City;
  /** Cases of each incident whose hazard lasts. */
  readonly #lasting = new Map<IncidentId, number>();

  constructor(city: City, openCases: readonly Case[]) {
    super();
    this.#city = city;
    for (const of of openCases) this.#count(of, 1);
  }

  /** The incident of a case that is opened; undefined where the city gathers none. */
  joinedBy(opened: Case): IncidentId | undefined {
    const policy = this.#city.casePolicy?.incidents ?? null;
    if (policy === null) return undefined;
    const key = this.#keyOf(opened);
    const known = this.get(key);
    if (known !== undefined) {
      const isOn = (this.#lasting.get(known.id) ?? 0) > 0;
      if (isOn || opened.openedAt - known.lastOverAt <= policy.withinMs) return known.id;
    }
    const id: IncidentId = idFrom("incident", key, opened.id);
    this.set(key, { id, lastOverAt: opened.openedAt });
    return id;
  }

  /** Follows a change of a case. */
  follow(before: Case | null, after: Case): void {
    if (before !== null) this.#count(before, -1);
    this.#count(after, 1);
    const { incidentId } = after;
    if (incidentId === undefined || isLasting(after) || before === null || !isLasting(before)) return;
    const key = this.#keyOf(after);
    const known = this.get(key);
    if (known?.id !== incidentId) return;
    const overAt = after.hazardOverAt ?? after.closedAt ?? after.updatedAt;
    if (overAt > known.lastOverAt) this.set(key, { ...known, lastOverAt: overAt });
  }

  #count(of: Case, by: 1 | -1): void {
    const { incidentId } = of;
    if (incidentId === undefined || !isLasting(of)) return;
    const count = (this.#lasting.get(incidentId) ?? 0) + by;
    if (count > 0) this.#lasting.set(incidentId, count);
    else this.#lasting.delete(incidentId);
  }

  #keyOf({ hazard, areaCode, isExercise }: Case): string {
    const policy = this.#city.casePolicy?.incidents ?? null;
    const area = policy === null ? null : areaOfKind(this.#city, areaCode, policy.areaKind);
    return `${kinOf(hazard)}|${area?.code ?? areaCode}${isExercise === true ? "|drill" : ""}`;
  }
}

/** While its hazard is there; one that was missed is over as it is learnt of. */
function isLasting(of: Case): boolean {
  return !isCaseOver(of) && of.level !== null;
}
