import type { StationKind } from "../domain/city/city.ts";
import type { BilingualText } from "../domain/text.ts";

/** What people call each kind of station. */
export const stationKindNames: Readonly<Record<StationKind, BilingualText>> = {
  waterlogging: { zh: "积水点", en: "ponding place" },
  river: { zh: "河道", en: "river" },
  rain: { zh: "雨量站", en: "rain station" },
  manhole: { zh: "检查井", en: "manhole" },
  "pump-station": { zh: "泵站", en: "pump station" },
  "rubber-dam": { zh: "橡胶坝", en: "rubber dam" },
  "power-supply": { zh: "供电", en: "power supply" },
};
