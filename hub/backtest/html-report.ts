import type { BacktestRun } from "./run-backtest.ts";

export function htmlReport(run: BacktestRun, language: "zh" | "en"): string {
  return `<!doctype html>${language}${run.report.format}`;
}
