import type { Case } from "../../../domain/governance/case.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import type { CsvTable } from "../csv-table.ts";
import { areaName, hazardCell, levelCell, stationName, unitName } from "./cells.ts";

export const caseTable: CsvTable<Case> = {
  name: "cases",
  columns: [
    { name: csvTexts.case, cell: ({ id }) => id },
    { name: csvTexts.hazard, cell: ({ hazard }, context) => hazardCell(hazard, context) },
    { name: csvTexts.station, cell: ({ stationId }) => stationId },
    { name: csvTexts["station-name"], cell: ({ stationId }, context) => stationName(stationId, context) },
    { name: csvTexts.area, cell: ({ areaCode }) => areaCode },
    { name: csvTexts["area-name"], cell: ({ areaCode }, context) => areaName(areaCode, context) },
    { name: csvTexts["unit-name"], cell: ({ unitId }, context) => unitName(unitId, context) },
    { name: csvTexts.state, cell: ({ state }) => state },
    { name: csvTexts.level, cell: ({ level }, context) => levelCell(level, context) },
    { name: csvTexts["peak-level"], cell: ({ peakLevel }, context) => levelCell(peakLevel, context) },
    { name: csvTexts.title, cell: ({ title }, { language }) => title[language] },
    { name: csvTexts.advice, cell: ({ advice }, { language }) => advice[language] },
    { name: csvTexts["opened-at"], cell: ({ openedAt }, { instant }) => instant(openedAt) },
    { name: csvTexts["updated-at"], cell: ({ updatedAt }, { instant }) => instant(updatedAt) },
    { name: csvTexts["closed-at"], cell: ({ closedAt }, { instant }) => instant(closedAt) },
    { name: csvTexts["is-late"], cell: ({ isLate }) => isLate },
    { name: csvTexts["acknowledged-at"], cell: ({ acknowledged }, { instant }) => instant(acknowledged?.at ?? null) },
    { name: csvTexts["acknowledged-by"], cell: ({ acknowledged }) => acknowledged?.by ?? null },
    { name: csvTexts.revision, cell: ({ revision }) => revision },
  ],
};
