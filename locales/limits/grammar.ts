import type { LimitClock } from "../../domain/governance/time-limit.ts";

/** How tables of classes write each clock; 小时 and 天 in them mean working time. */
export const clockWords: Readonly<Record<string, LimitClock>> = {
  紧急工作时: "urgent-hours",
  工作时: "working-hours",
  小时: "working-hours",
  工作日: "working-days",
  天: "working-days",
  紧急工作日: "calendar-days",
  自然日: "calendar-days",
  "urgent-hours": "urgent-hours",
  "working-hours": "working-hours",
  "working-days": "working-days",
  "calendar-days": "calendar-days",
};
