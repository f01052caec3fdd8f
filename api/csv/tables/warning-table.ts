import type { Warning } from "../../../domain/governance/warning.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { warning } from "../../schemas/governance/warning.ts";
import type { CsvTable } from "../csv-table.ts";
import { areaName, hazardCell, levelCell } from "./cells.ts";

export const warningTable: CsvTable<Warning> = {
  name: "warnings",
  row: warning,
  columns: [
    { name: csvTexts.warning, cell: ({ id }) => id },
    { name: csvTexts.hazard, cell: ({ hazard }, context) => hazardCell(hazard, context) },
    { name: csvTexts.area, cell: ({ areaCode }) => areaCode },
    { name: csvTexts["area-name"], cell: ({ areaCode }, context) => areaName(areaCode, context) },
    { name: csvTexts.state, cell: ({ state }) => state },
    { name: csvTexts.level, cell: ({ level }, context) => levelCell(level, context) },
    { name: csvTexts.title, cell: ({ title }, { language }) => title[language] },
    { name: csvTexts.advice, cell: ({ advice }, { language }) => advice[language] },
    { name: csvTexts["drafted-at"], cell: ({ draftedAt }, { instant }) => instant(draftedAt) },
    { name: csvTexts["updated-at"], cell: ({ updatedAt }, { instant }) => instant(updatedAt) },
    { name: csvTexts["issued-at"], cell: ({ issued }, { instant }) => instant(issued?.at ?? null) },
    { name: csvTexts["issued-by"], cell: ({ issued }) => issued?.by ?? null },
    { name: csvTexts["lifted-at"], cell: ({ liftedAt }, { instant }) => instant(liftedAt) },
    { name: csvTexts["lifted-by"], cell: ({ lifted }) => lifted?.by ?? null },
    { name: csvTexts.revision, cell: ({ revision }) => revision },
  ],
};
