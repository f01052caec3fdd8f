import type { BilingualText, Language } from "../../domain/text.ts";
import { aligned } from "../../domain/text-table.ts";
import { scoreTableTexts } from "../../locales/backtest.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import type { AlarmName } from "../gauge-outcome.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";

/** The terminal's table: an alarm a line, the one under test first, then storms. */
export function scoreTable(report: BacktestReport, language: Language): readonly string[] {
  const names = Object.keys(report.scores) as AlarmName[];
  const heading = [
    "alarm",
    "events",
    "hits",
    "misses",
    "false",
    "pod",
    "far",
    "csi",
    "lead",
    "alerts",
    "pages",
    "busiest",
  ] as const;
  const rows = names.map((name) => {
    const score = report.scores[name] as ReportedScore;
    return [
      alarmName(name, report)[language],
      score.events,
      score.hits,
      score.misses,
      score.falseAlarms,
      figure(score.pod, 2),
      figure(score.far, 2),
      figure(score.csi, 2),
      leadText(score),
      figure(score.alertsPerGaugeMonth, 2),
      figure(score.pagesPerMonth, 1),
      score.mostPagesInADay,
    ].map(String);
  });
  const storms = names.map((name) => {
    const storm = report.byStorm[name] ?? { storms: 0, warned: 0, falseStorms: 0, pod: null, far: null };
    return [
      alarmName(name, report)[language],
      storm.storms,
      storm.warned,
      storm.falseStorms,
      figure(storm.pod, 2),
      figure(storm.far, 2),
    ].map(String);
  });
  const stormHeading = ["alarm", "storms", "warned", "falseStorms", "pod", "far"] as const;
  return [
    ...aligned([heading.map((key) => scoreTableTexts[key][language]), ...rows]),
    "",
    ...aligned([stormHeading.map((key) => scoreTableTexts[key][language]), ...storms]),
  ];
}

/** What an alarm is called. */
function alarmName(name: AlarmName, { judged }: BacktestReport): BilingualText {
  if (name !== "rule") return scoreTableTexts[name];
  const level = judged.atLevel === null ? "" : levelNames[judged.atLevel];
  return fill(scoreTableTexts.rule, { id: judged.ruleId ?? "", level });
}

/** `33 / 125 / 267`, minutes. */
export function leadText({ leadMinutes: { p10, p50, p90 } }: ReportedScore): string {
  return p50 === null ? "-" : [p10, p50, p90].map((lead) => Math.round(lead ?? 0)).join(" / ");
}

/** A figure to so many decimals; `-` for none. */
export function figure(number: number | null, decimals: number): string {
  return number === null ? "-" : number.toFixed(decimals);
}
