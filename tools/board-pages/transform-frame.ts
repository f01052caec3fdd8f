import type { PanelJson } from "./board-shape.ts";
import type { Frame, FrameValue } from "./query-influx.ts";

type Transformations = NonNullable<PanelJson["transformations"]>;

/** A frame after the transformations that hide columns and sort rows. */
export function transformFrame(frame: Frame, transformations: Transformations): Frame {
  let { columns, rows } = frame;
  for (const { id, options } of transformations) {
    if (id === "organize") {
      const kept = columns.flatMap((column, index) => (options.excludeByName?.[column] === true ? [] : [index]));
      rows = rows.map((row) => kept.map((index) => row[index] ?? null));
      columns = kept.map((index) => columns[index] ?? "");
    } else if (id === "sortBy") {
      for (const { field, desc = false } of options.sort ?? []) {
        const index = columns.indexOf(field);
        rows = rows.toSorted((a, b) => compare(a[index] ?? null, b[index] ?? null) * (desc ? -1 : 1));
      }
    } else throw new Error(`Cannot draw a panel as its transformation must be organize or sortBy: got ${id}`);
  }
  return { ...frame, columns, rows };
}

function compare(a: FrameValue, b: FrameValue): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? ""));
}
