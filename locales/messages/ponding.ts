import type { PondingMove } from "../../domain/inputs/acts/ponding-action.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What officers do about a place on the list of ponding places. */
export const pondingMoveNames = {
  list: { zh: "列入", en: "put on the list" },
  review: { zh: "复核", en: "reviewed" },
  change: { zh: "更正", en: "changed" },
  delist: { zh: "移出", en: "taken off the list" },
} as const satisfies Readonly<Record<PondingMove["do"], BilingualText>>;

/** Why an action on the list of ponding places has no effect. */
export const pondingRefusals = {
  "unknown-station": {
    zh: "无法处理积水点：须为本城市的站点，而收到 {id}。请重新加载城市。",
    en: "Cannot act on the ponding place as it must be a station of the city: got {id}. Load the city again.",
  },
  "listed-already": {
    zh: "无法列入清单：{station}须不在清单，而已于 {day} 列入。请复核或更正。",
    en: "Cannot put {station} on the list as it must not be on it: it is since {day}. Review or change it.",
  },
  "not-listed": {
    zh: "无法处理积水点：{station}须在清单，而不在。请先列入。",
    en: "Cannot act on {station} as it must be on the list of ponding places: it is not. Put it on the list first.",
  },
  "review-not-ahead": {
    zh: "无法处理积水点：下次复核日期须在今天（{today}）之后，而收到 {got}。请填写以后的日期。",
    en: "Cannot act on the ponding place as its next review must be after today ({today}): got {got}. Give a day to come.",
  },
  same: {
    zh: "无法更正：{station}的清单内容须有不同，而与现有相同。无需更正。",
    en: "Cannot change the listing of {station} as something must differ: it says so already. There is nothing to do.",
  },
  "changed-since": {
    zh: "无法处理积水点：须基于最新的第 {revision} 版，而收到第 {wanted} 版；{by}已改动。请重新加载。",
    en: "Cannot act on the ponding place as it must be upon its newest revision {revision}: got {wanted}; {by} has changed it since. Load it again.",
  },
} as const satisfies Texts;
