import { language } from "../app/language.ts";

/** A number as people read it, with the places that are asked for and none more. */
export function figure(value: number, places = 0): string {
  return new Intl.NumberFormat(language.value === "zh" ? "zh-CN" : "en-GB", {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(value);
}

/** A share in percent; a dash where nothing counts for it. */
export function percent(value: number | null): string {
  return value === null ? "—" : `${figure(value, 1)}%`;
}
