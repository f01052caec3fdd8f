import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { City } from "../../domain/city/city.ts";
import { toWire } from "../../domain/time/instants.ts";
import { packTimes } from "../pack/pack-times.ts";
import type { DailyReport } from "../ports.ts";
import { reportHtml } from "./report-html.ts";

/** Writes a report as HTML and JSON under the date, in the city, on which it ends. @returns the date */
export function keepReport(folder: string, report: DailyReport, city: City): string {
  const date = dateIn(city, report.to);
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  replace(join(folder, `${date}.html`), reportHtml(report, city));
  replace(join(folder, `${date}.json`), `${JSON.stringify(reportOnWire(report), null, 1)}\n`);
  return date;
}

/** The date of an instant in the city, `2026-07-20`. */
export function dateIn({ timeZone }: City, at: number): string {
  return packTimes(timeZone).instant(at).slice(0, 10);
}

/** A report as JSON outside has it. */
function reportOnWire({ from, to, ...report }: DailyReport): object {
  return toWire({ fromAt: from, toAt: to, ...report });
}

/** A report as it was written; null where there is none of that date. @param date `2026-07-20` */
export function keptReport(folder: string, date: string, kind: "html" | "json"): string | null {
  const file = join(folder, `${date}.${kind}`);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Dates that there is a report of, newest first. */
export function keptReportDates(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? [])
    .toSorted()
    .toReversed();
}

/** Whole or not at all: nobody reads half a report. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
