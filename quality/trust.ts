import { minuteMs } from "../domain/clock.ts";
import type { BilingualText } from "../domain/text.ts";

/** What spoke for a doubtful observation. */
export type Trust =
  | { readonly by: "rain"; readonly mm: number }
  | { readonly by: "neighbour"; readonly change: number; readonly unit: string }
  | { readonly by: "next-reading"; readonly change: number; readonly unit: string }
  /** The interval passed and nothing spoke against it. */
  | { readonly by: "time"; readonly waitedMs: number };

/** Why a doubtful observation was believed, for the alarm it raised. */
export function trustWords(trust: Trust): BilingualText {
  switch (trust.by) {
    case "rain":
      return {
        zh: `读数突变可信：附近1小时降雨${shown(trust.mm)}毫米`,
        en: `the sudden change is believed: ${shown(trust.mm)} mm of rain fell nearby within the hour`,
      };
    case "neighbour":
      return {
        zh: `读数突变可信：邻近监测项1小时内同向变化${shown(trust.change)} ${trust.unit}`,
        en: `the sudden change is believed: a gauge nearby moved by ${shown(trust.change)} ${trust.unit} the same way within the hour`,
      };
    case "next-reading":
      return {
        zh: `读数突变可信：下一次读数相差${shown(trust.change)} ${trust.unit}，予以印证`,
        en: `the sudden change is believed: the next reading, ${shown(trust.change)} ${trust.unit} from it, confirms it`,
      };
    case "time":
      return {
        zh: `读数突变未获印证：等待${minutes(trust.waitedMs)}分钟，无相反读数，按有水处理`,
        en: `the sudden change is not confirmed: nothing spoke against it for ${minutes(trust.waitedMs)} min`,
      };
  }
}

function shown(value: number): string {
  return String(Number(value.toFixed(2)));
}

function minutes(ms: number): string {
  return String(Number((ms / minuteMs).toFixed(1)));
}
