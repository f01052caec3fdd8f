import type { EventType } from "../../domain/governance/event.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What a running hub says of what it raises: a line each, by the type of the event or the kind of the case's line. */
export const announcementTexts = {
  "case.opened": { zh: "立案  {words}", en: "CASE OPENED    {words}" },
  "stepped-up": { zh: "升级  {words}", en: "CASE UP        {words}" },
  confirmed: { zh: "证实  {words}", en: "CASE CONFIRMED {words}" },
  "stepped-down": { zh: "降级  {words}", en: "CASE DOWN      {words}" },
  "case.closed": { zh: "结案  {words}", en: "CASE CLOSED    {words}" },
  warning: { zh: "预警  {words}", en: "WARNING        {words}" },
  "response.changed": { zh: "应急响应  {words}", en: "RESPONSE       {words}" },
  "alarm.hidden": { zh: "红色报警未立案  {words}", en: "RED, NO CASE   {words}" },
  "silence.ending": { zh: "静默  {words}", en: "SILENCE        {words}" },
  "mode.changed": { zh: "模式  {words}", en: "MODE           {words}" },
  "audit.anchored": { zh: "审计锚定  {words}", en: "AUDIT          {words}" },
  "call.unanswered": { zh: "无人应答  {words}", en: "NOBODY ANSWERS {words}" },
  "delivery.overdue": { zh: "推送未达  {words}", en: "NOT DELIVERED  {words}" },
  "delivery.resumed": { zh: "推送恢复  {words}", en: "DELIVERED AGAIN {words}" },
  "shift.handed-over": { zh: "交接班  {words}", en: "SHIFT          {words}" },
  others: {
    zh: "{within}内另有：{counts}；详见接口和看板",
    en: "and within {within}: {counts}; the API and the boards have them all",
  },
  count: { zh: "{what} {count}", en: "{what} {count}" },
  "count-red": { zh: "{what} {count}（红色 {reds}）", en: "{what} {count} ({reds} red)" },
} as const satisfies Texts;

/** What is counted when there is too much for a line each. */
export const countedEventTexts = {
  "case.opened": { zh: "立案", en: "cases opened" },
  "case.updated": { zh: "案件升降级", en: "cases up or down" },
  "case.closed": { zh: "结案", en: "cases closed" },
  "warning.drafted": { zh: "预警起草", en: "warnings drafted" },
  "warning.issued": { zh: "预警发布", en: "warnings issued" },
  "warning.updated": { zh: "预警变更", en: "warnings changed" },
  "warning.lifted": { zh: "预警解除", en: "warnings lifted" },
  "warning.approved": { zh: "预警审批", en: "warnings approved" },
  "warning.expired": { zh: "预警到期", en: "warnings expired" },
  "warning.withdrawn": { zh: "预警撤回", en: "warnings withdrawn" },
  "response.changed": { zh: "应急响应变更", en: "responses changed" },
  "alarm.hidden": { zh: "红色报警未立案", en: "reds without a case" },
  "silence.ending": { zh: "静默将结束", en: "silences ending" },
  "mode.changed": { zh: "模式切换", en: "switches of mode" },
  "audit.anchored": { zh: "审计锚定", en: "audit anchors" },
  "call.requested": { zh: "叫应", en: "calls" },
  "call.unanswered": { zh: "无人应答", en: "ladders nobody answered" },
  "delivery.overdue": { zh: "推送未达", en: "endpoints without urgent events" },
  "delivery.resumed": { zh: "推送恢复", en: "endpoints that take events again" },
  "shift.handed-over": { zh: "交接班", en: "posts handed over" },
} as const satisfies Readonly<Record<EventType, BilingualText>>;
