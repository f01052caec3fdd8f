import { levelNames } from "../../locales/names.ts";
import type { TerminalSay } from "../../locales/terminal-texts.ts";
import type { AlarmName } from "../gauge-outcome.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";

/** The terminal's table: an alarm a line, the one under test first, then storms. */
export function scoreTable(report: BacktestReport, say: TerminalSay): readonly string[] {
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
      alarmWords(name, report, say),
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
      alarmWords(name, report, say),
      storm.storms,
      storm.warned,
      storm.falseStorms,
      figure(storm.pod, 2),
      figure(storm.far, 2),
    ].map(String);
  });
  const stormHeading = ["alarm", "storms", "warned", "falseStorms", "pod", "far"] as const;
  return [
    ...aligned([heading.map((key) => say(`backtest.${key}`)), ...rows]),
    "",
    ...aligned([stormHeading.map((key) => say(`backtest.${key}`)), ...storms]),
  ];
}

/** What an alarm is called. */
function alarmWords(name: AlarmName, { judged }: BacktestReport, say: TerminalSay): string {
  if (name !== "rule") return say(`backtest.${name}`);
  const level = judged.atLevel === null ? "" : levelNames[judged.atLevel][say("language") as "zh" | "en"];
  return say("backtest.rule", { id: judged.ruleId ?? "", level });
}

/** `33 / 125 / 267`, minutes. */
export function leadText({ leadMinutes: { p10, p50, p90 } }: ReportedScore): string {
  return p50 === null ? "-" : [p10, p50, p90].map((lead) => Math.round(lead ?? 0)).join(" / ");
}

/** A figure to so many decimals; `-` for none. */
export function figure(number: number | null, decimals: number): string {
  return number === null ? "-" : number.toFixed(decimals);
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const pad = " ".repeat((widths[column] ?? 0) - widthOf(cell));
        return column === 0 ? cell + pad : pad + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Chinese characters are two columns wide on a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\u115f\u2e80-\uffe6]/u.test(character) ? 2 : 1), 0);
}
