import type { Language } from "../../domain/text.ts";
import { inLanguage } from "../../locales/fill.ts";
import type { ReportedRun } from "./reported-run.ts";
import { runCells, runLine } from "./run-row.ts";

/** The terminal's table: a run a line, columns as wide as their widest cell. */
export function scoreTable(runs: readonly ReportedRun[], language: Language): readonly string[] {
  const cells = runs.map((run) => runCells(runLine(run)));
  const heading = cells[0]?.map(({ name }) => name[language]) ?? [];
  const rows = [heading, ...cells.map((row) => row.map(({ text }) => inLanguage(text, language)))];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
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
