import type { AreaCode, UnitId } from "../../ids.ts";
import type { City } from "../city.ts";
import { type CaseClass, type CaseClassKey, caseClassId } from "./case-class.ts";

/** Null for a case without a class, and where the city's table has no such class. */
export function caseClassOf(city: City, key: CaseClassKey | null): CaseClass | null {
  return key === null ? null : (city.caseClasses?.classes.get(caseClassId(key)) ?? null);
}

/**
 * Who handles a case of a class in an area: the route of that class, else of any class, at the area itself or the nearest one
 * around it.
 *
 * @returns null where no route leads there
 */
export function routedUnit(city: City, key: CaseClassKey | null, areaCode: AreaCode): UnitId | null {
  const routes = city.caseClasses?.routes ?? [];
  if (routes.length === 0) return null;
  const id = key === null ? null : caseClassId(key);
  for (let area = city.areas.get(areaCode); area !== undefined; ) {
    const { code, parent } = area;
    const here = routes.filter((route) => route.areaCode === code);
    const own = here.find(({ caseClass }) => caseClass !== null && caseClassId(caseClass) === id);
    const any = own ?? here.find(({ caseClass }) => caseClass === null);
    if (any !== undefined) return any.unitId;
    area = parent === null ? undefined : city.areas.get(parent);
  }
  return null;
}
