import type { Spread, TreeMeasure } from "./measure-tree.ts";

/** The measure of a tree as a page of text for a terminal. */
export function measureText(measure: TreeMeasure): string {
  const { rooms, total, folders, functions, files, circles, exports, comments } = measure;
  return [
    ...table([
      ["room", "files", "lines", "functions"],
      ...rooms.map((room) => [room.room, `${room.files}`, `${room.lines}`, `${room.functions}`]),
      ["all", `${total.files}`, `${total.lines}`, `${total.functions}`],
    ]),
    "",
    `files per folder   ${spreadText(folders)}`,
    ...folders.fullest.map(({ folder, files: count }) => `  ${count} ${folder}/`),
    `lines per file     ${spreadText(files)}`,
    ...files.longest.map(({ file, lines }) => `  ${lines} ${file}`),
    `lines per function ${spreadText(functions)}`,
    ...functions.longest.map(({ name, file, line, lines }) => `  ${lines} ${name} ${file}:${line}`),
    ...circlesText("files", circles.files),
    ...circlesText("rooms", circles.rooms),
    `exports with a doc comment ${exports.documented} of ${exports.count} (${share(exports.documented, exports.count)})`,
    `lines with a comment ${comments.lines} of ${comments.of} (${share(comments.lines, comments.of)})`,
    "",
  ].join("\n");
}

/** Columns as wide as their widest cell; figures stand to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}

function spreadText({ count, p50, p90, p99, max }: Spread): string {
  return `of ${count}: p50 ${p50}, p90 ${p90}, p99 ${p99}, max ${max}`;
}

function circlesText(what: string, circles: readonly (readonly string[])[]): readonly string[] {
  return [`import circles of ${what}: ${circles.length}`, ...circles.map((circle) => `  ${circle.join(" <-> ")}`)];
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 100)} %`;
}
