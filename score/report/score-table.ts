import type { Language } from "../../domain/text.ts";
import { aligned } from "../../domain/text-table.ts";
import { inLanguage } from "../../locales/fill.ts";
import type { ReportedRun } from "./reported-run.ts";
import { runCells, runLine } from "./run-row.ts";

/** The terminal's table: a run a line. */
export function scoreTable(runs: readonly ReportedRun[], language: Language): readonly string[] {
  const cells = runs.map((run) => runCells(runLine(run)));
  const heading = cells[0]?.map(({ name }) => name[language]) ?? [];
  const rows = [heading, ...cells.map((row) => row.map(({ text }) => inLanguage(text, language)))];
  return aligned(rows);
}
