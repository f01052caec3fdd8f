import type { DueStage, LimitClock } from "../../domain/governance/time-limit.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What people call each stage that has a time limit. */
export const stageNames = {
  register: { zh: "立案", en: "filing" },
  dispatch: { zh: "派遣", en: "dispatch" },
  handle: { zh: "处置", en: "handling" },
  verify: { zh: "核实结案", en: "verification" },
} as const satisfies Readonly<Record<DueStage, BilingualText>>;

/** A limit in its clock. */
export const limitTexts = {
  "urgent-hours": { zh: "{n}紧急工作时", en: "{n} h, nights and holidays counted" },
  "working-hours": { zh: "{n}工作时", en: "{n} working hours" },
  "working-days": { zh: "{n}工作日", en: "{n} working days" },
  "calendar-days": { zh: "{n}自然日", en: "{n} calendar days" },
} as const satisfies Readonly<Record<LimitClock, BilingualText>>;

/** What time limits add to the timelines of cases. */
export const dueTexts = {
  "due-soon": {
    zh: "{stage}将于 {due} 到期（时限 {limit}）",
    en: "{stage} is due at {due} (time limit {limit})",
  },
  overdue: {
    zh: "{stage}超期：应于 {due} 前完成（时限 {limit}）",
    en: "{stage} is overdue: it was due at {due} (time limit {limit})",
  },
  "overdue-late": {
    zh: "{stage}超期：应于 {due} 前完成（时限 {limit}）；到期时感知中枢未运行，晚 {late} 记录",
    en: "{stage} is overdue: it was due at {due} (time limit {limit}); the hub did not run then and says so {late} late",
  },
  /** Its limit was made shorter than what had passed already. */
  "overdue-moved": {
    zh: "{stage}超期：时限改为 {limit}，到期时刻 {due} 已过 {late}",
    en: "{stage} is overdue: with the time limit that holds now ({limit}) it was due at {due}, {late} ago",
  },
  moved: {
    zh: "{stage}时限改为 {due} 到期（{limit}）：{why}",
    en: "{stage} is now due at {due} ({limit}): {why}",
  },
  ended: { zh: "不再计时限：{why}", en: "no time limit runs any more: {why}" },
  "why-mode": { zh: "城市运行模式变更", en: "the city is run in another mode" },
  "why-start": { zh: "城市的时限规定变更", en: "the city's time limits have changed" },
  "supervise-reason": { zh: "{stage}超期，按规定自动督办", en: "{stage} is overdue: supervised by standing order" },
  assumed: {
    zh: "（{year} 年节假日未知，按普通周推算）",
    en: " (holidays of {year} unknown, plain weeks assumed)",
  },
  "in-time": { zh: "综合评价：按期。{stages}", en: "evaluated: in time. {stages}" },
  "over-time": { zh: "综合评价：超期。{stages}", en: "evaluated: over time. {stages}" },
  "stage-in-time": { zh: "{stage}按期（{limit}）", en: "{stage} in time ({limit})" },
  "stage-over": { zh: "{stage}超期 {over}（{limit}）", en: "{stage} {over} over ({limit})" },
  /** Overdue once, and ended within the later end that it was given since. */
  "stage-over-later-end": {
    zh: "{stage}曾超期，在后来的期限内完成（{limit}）",
    en: "{stage} was overdue, and done by the later end given since ({limit})",
  },
  /** Over a limit of a clock that does not run on: working hours and days as such. */
  "over-working-hours": { zh: "{n}工作时", en: "{n} working hours" },
  "over-working-days": { zh: "{n}工作日", en: "{n} working days" },
} as const satisfies Texts;
