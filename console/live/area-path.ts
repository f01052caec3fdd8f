import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import type { Catalogue } from "../api/wire.ts";

/** Names from the city in to the area; its code where it is not known. */
export function areaPathOf(known: Catalogue | null, areaCode: string): readonly BilingualText[] {
  const path: BilingualText[] = [];
  const seen = new Set<string>();
  for (let code: string | null = areaCode; code !== null && !seen.has(code); ) {
    seen.add(code);
    const area = known?.areas.find((each) => each.code === code);
    if (area !== undefined) path.unshift(area.name);
    code = area?.parent ?? null;
  }
  return path.length === 0 ? [sameInBoth(areaCode)] : path;
}
