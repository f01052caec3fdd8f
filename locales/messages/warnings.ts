import type { Texts } from "../fill.ts";

/** What a warning is called, and what is sent of it. */
export const warningTexts = {
  title: { zh: "{area}{hazard}预警", en: "{area}: {hazard} warning" },
  "level-lower": {
    zh: "预警等级已降为{level}，按{level}等级处置，现场管控未经确认不得解除。",
    en: "The warning is {level} now: act on that level; open nothing that was closed off before it has been checked on the spot.",
  },
  "cases-open": {
    zh: "尚有 {count} 起案件未结，险情可能仍在：按各案件处置，现场管控不得随预警解除。",
    en: "{count} cases are still open and the danger may still be there: act on each of them; what is closed off stays closed.",
  },
  drafted: {
    zh: "{area}：{hazard}{level}预警已起草，待签发。{advice}",
    en: "{area}: {level} {hazard} warning drafted, to be issued. {advice}",
  },
  issued: { zh: "{area}：发布{hazard}{level}预警。{advice}", en: "{area}: {level} {hazard} warning issued. {advice}" },
  "raised.draft": {
    zh: "{area}：{hazard}预警草稿由{from}升为{level}，待签发。{advice}",
    en: "{area}: draft {hazard} warning up from {from} to {level}, to be issued. {advice}",
  },
  "lowered.draft": {
    zh: "{area}：{hazard}预警草稿由{from}降为{level}，待签发。{advice}",
    en: "{area}: draft {hazard} warning down from {from} to {level}, to be issued. {advice}",
  },
  raised: {
    zh: "{area}：{hazard}预警由{from}升为{level}。{advice}",
    en: "{area}: {hazard} warning up from {from} to {level}. {advice}",
  },
  lowered: {
    zh: "{area}：{hazard}预警由{from}降为{level}。{advice}",
    en: "{area}: {hazard} warning down from {from} to {level}. {advice}",
  },
  "confirmed.draft": {
    zh: "{area}：实时读数证实{live}，{hazard}{level}预警草稿待签发。{advice}",
    en: "{area}: live readings confirm {live}, draft {level} {hazard} warning to be issued. {advice}",
  },
  confirmed: {
    zh: "{area}：实时读数证实{live}，{hazard}预警仍为{level}。{advice}",
    en: "{area}: live readings confirm {live}, the {hazard} warning stays {level}. {advice}",
  },
  lifted: {
    zh: "{area}：解除{hazard}预警（最高{peak}）。{advice}",
    en: "{area}: {hazard} warning lifted (worst level {peak}). {advice}",
  },
  "lifted.draft": {
    zh: "{area}：{hazard}预警草稿撤销，未曾发布（最高{peak}）。{advice}",
    en: "{area}: draft {hazard} warning withdrawn, it was never issued (worst level {peak}). {advice}",
  },
  "lifted.by-person": {
    zh: "{area}：{by} 解除{hazard}预警（最高{peak}），原因：{reason}。{advice}",
    en: "{area}: {hazard} warning lifted by {by} (worst level {peak}), reason: {reason}. {advice}",
  },
} as const satisfies Texts;

/** Why an action on a warning has no effect. */
export const warningRefusals = {
  "not-open": {
    zh: "无法处理预警：预警须未解除，而 {id} 已解除或不存在。请刷新预警列表。",
    en: "Cannot act on the warning as it must not be lifted: got {id}, which is lifted or unknown. Load the list of warnings again.",
  },
  "not-a-draft": {
    zh: "无法发布预警：预警须为草稿，而 {id} 已由 {by} 发布。无需再次发布。",
    en: "Cannot issue the warning as it must be a draft: got {id}, issued by {by}. There is nothing left to do.",
  },
} as const satisfies Texts;
