import type { Area, City } from "../../domain/city/city.ts";
import { type CaseClass, caseClassId } from "../../domain/city/policies/case-class.ts";
import { routedUnit } from "../../domain/city/policies/case-routes.ts";
import type { BilingualText } from "../../domain/text.ts";
import { cityNotes } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";

/** Classes of cases that nobody handles in some area: no route, no station of it there whose unit does, no unit of the area. */
export function routingNotes(city: City): readonly BilingualText[] {
  const classes = [...(city.caseClasses?.classes.values() ?? [])];
  const widest = [...city.areas.values()].filter(({ parent }) => parent === city.code);
  return classes.flatMap((caseClass) =>
    nobodyIn(city, caseClass, widest).map(({ name }) =>
      fill(cityNotes["nobody-handles"], { area: name, caseClass: caseClass.name }),
    ),
  );
}

function nobodyIn(city: City, caseClass: CaseClass, areas: readonly Area[]): readonly Area[] {
  const served = new Set(
    [...city.stations.values()]
      .filter((station) => station.caseClass !== null && caseClassId(station.caseClass) === caseClassId(caseClass))
      .flatMap(({ areaCode }) => [...codesUp(city, areaCode)]),
  );
  return areas.filter(
    ({ code }) => !served.has(code) && routedUnit(city, caseClass, code) === null && !hasUnit(city, code),
  );
}

function hasUnit(city: City, code: Area["code"]): boolean {
  return [...codesUp(city, code)].some((each) => city.areas.get(each)?.unitId !== undefined);
}

/** An area and those around it. */
function* codesUp(city: City, code: Area["code"]): Generator<Area["code"]> {
  for (let area = city.areas.get(code); area !== undefined; ) {
    yield area.code;
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
}
