import type { Texts } from "../fill.ts";

/** `guanlan silence`. */
export const silenceTexts = {
  help: { zh: "静默：一段时间内不让报警立案", en: "silences: keep alarms from opening cases for a while" },
  "help-add": {
    zh: "新建静默；红色报警照常发出并注明，除非写明 --includes-red",
    en: "add a silence; red goes out all the same, marked, unless --includes-red is given",
  },
  "help-list": { zh: "列出生效与待生效的静默", en: "silences in force and to come" },
  "help-end": { zh: "立即结束静默；仍在的报警立即发出", en: "end a silence now; what is still up is told at once" },
  "help-owner": { zh: "负责人", en: "who answers for it" },
  "help-reason": { zh: "原因", en: "why" },
  "help-for": {
    zh: "持续多久，如 30min、2h；最长见配置",
    en: "how long, such as 30min or 2h; settings say how long at most",
  },
  "help-station": { zh: "站点编号", en: "stations by id" },
  "help-area": { zh: "区域代码，含下级", en: "areas by code, with all below them" },
  "help-hazard": { zh: "险情类别", en: "hazards" },
  "help-rule": { zh: "规则编号", en: "rules by id" },
  "help-gauge": { zh: "监测项编号", en: "gauges by id" },
  "help-red": { zh: "红色也隐藏，每次另发事件说明", en: "hide red too; an event says so each time" },
  "help-by": { zh: "由谁结束", en: "who ends it" },
  added: { zh: "静默 {id} 已生效，至 {until}", en: "silence {id} until {until}" },
  ended: { zh: "静默 {id} 已结束", en: "silence {id} is ended" },
  none: { zh: "没有静默", en: "no silences" },
  "cannot-add": { zh: "无法新建静默：{problems}", en: "Cannot add a silence: {problems}" },
  "not-there": {
    zh: "无法结束静默 {id}：须为生效或待生效的静默，实际没有；见 `guanlan silence list`",
    en: "Cannot end silence {id}: wanted one that is in force or to come, got none such; see `guanlan silence list`",
  },
  "match-station": { zh: "站点 {ids}", en: "stations {ids}" },
  "match-area": { zh: "区域 {ids}", en: "areas {ids}" },
  "match-hazard": { zh: "险情 {ids}", en: "hazards {ids}" },
  "match-rule": { zh: "规则 {ids}", en: "rules {ids}" },
  "match-gauge": { zh: "监测项 {ids}", en: "gauges {ids}" },
  "includes-red": { zh: "（含红色）", en: " (red too)" },
  line: {
    zh: "{id}  {owner}：{reason}  至 {until}  {match}{red}",
    en: "{id}  {owner}: {reason}  until {until}  {match}{red}",
  },
} as const satisfies Texts;

/** `guanlan maintenance`. */
export const maintenanceTexts = {
  help: { zh: "设备维护：照常存数，不立案", en: "maintenance of devices: readings are kept, no case is opened" },
  "help-begin": { zh: "设备或网关进入维护", en: "put a device or gateway under maintenance" },
  "help-list": { zh: "列出维护中的设备", en: "devices under maintenance" },
  "help-end": { zh: "结束维护；仍在的报警立即发出", en: "end maintenance; alarms still up act at once" },
  begun: {
    zh: "设备 {device} 进入维护 {id}，至 {until}",
    en: "device {device} is under maintenance {id} until {until}",
  },
  ended: { zh: "设备 {device} 维护已结束", en: "maintenance of {device} is ended" },
  none: { zh: "没有维护中的设备", en: "no device is under maintenance" },
  "cannot-begin": { zh: "无法进入维护：{problems}", en: "Cannot begin maintenance: {problems}" },
  "not-there": {
    zh: "无法结束 {device} 的维护：须为维护中的设备，实际没有；见 `guanlan maintenance list`",
    en: "Cannot end the maintenance of {device}: wanted a device under maintenance, got none such; see `guanlan maintenance list`",
  },
  line: { zh: "{id}  {device}  {owner}：{reason}  至 {until}", en: "{id}  {device}  {owner}: {reason}  until {until}" },
} as const satisfies Texts;

/** What is wrong with an order that somebody asks for. */
export const orderProblemTexts = {
  problem: { zh: "{field}：须为{wanted}，实为 {got}", en: "{field}: wanted {wanted}, got {got}" },
} as const satisfies Texts;
