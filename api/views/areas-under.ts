import type { City } from "../../domain/city/city.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { thingNames } from "../../locales/shared.ts";
import { unknownId } from "../http/http-problem.ts";

/**
 * An area and all below it.
 *
 * @throws {HttpProblem} `api.unknown_id`
 */
export function areasUnder(city: City, code: AreaCode): readonly AreaCode[] {
  if (!city.areas.has(code)) throw unknownId("query", "areaCode", code, thingNames.area);
  const found = new Set<AreaCode>([code]);
  // Parents may stand after their children in the city's files: go round until nothing is added.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const area of city.areas.values()) {
      if (area.parent !== null && found.has(area.parent)) found.add(area.code);
    }
  }
  return [...found];
}
