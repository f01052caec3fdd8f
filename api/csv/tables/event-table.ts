import type { StoredEvent } from "../../../domain/governance/event.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import type { CsvTable } from "../csv-table.ts";
import { levelCell } from "./cells.ts";

export const eventTable: CsvTable<StoredEvent> = {
  name: "events",
  columns: [
    { name: csvTexts.number, cell: ({ eventSeq }) => eventSeq },
    { name: csvTexts.event, cell: ({ id }) => id },
    { name: csvTexts.type, cell: ({ type }) => type },
    { name: csvTexts.subject, cell: ({ subject }) => subject },
    { name: csvTexts.level, cell: ({ level }, context) => levelCell(level, context) },
    { name: csvTexts["is-urgent"], cell: ({ isUrgent }) => isUrgent },
    { name: csvTexts.at, cell: ({ at }, { instant }) => instant(at) },
    { name: csvTexts.title, cell: (event, { language }) => titleOf(event)[language] },
  ],
};

function titleOf({ data }: StoredEvent) {
  if ("case" in data) return data.case.title;
  return "warning" in data ? data.warning.title : data.title;
}
