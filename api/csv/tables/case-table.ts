import type { Case } from "../../../domain/governance/case.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { caseSummary } from "../../schemas/case.ts";
import type { CsvTable } from "../csv-table.ts";
import { areaName, hazardCell, levelCell, saidCell, stationName, unitName } from "./cells.ts";

export const caseTable: CsvTable<Case> = {
  name: "cases",
  row: caseSummary,
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
    { name: csvTexts.assignee, cell: ({ assignee }) => assignee ?? null },
    { name: csvTexts["hazard-over-at"], cell: ({ hazardOverAt }, { instant }) => instant(hazardOverAt ?? null) },
    { name: csvTexts["registered-at"], cell: ({ record }, { instant }) => instant(record?.registeredAt ?? null) },
    { name: csvTexts["dispatched-at"], cell: ({ record }, { instant }) => instant(record?.dispatchedAt ?? null) },
    { name: csvTexts["handling-at"], cell: ({ record }, { instant }) => instant(record?.handlingAt ?? null) },
    { name: csvTexts["handled-at"], cell: ({ record }, { instant }) => instant(record?.handledAt ?? null) },
    { name: csvTexts["verified-at"], cell: ({ record }, { instant }) => instant(record?.verifiedAt ?? null) },
    { name: csvTexts["due-at"], cell: ({ due }, { instant }) => instant(due?.dueAt ?? null) },
    { name: csvTexts["overdue-at"], cell: ({ due }, { instant }) => instant(due?.overdueAt ?? null) },
    { name: csvTexts["suspended-until"], cell: ({ suspended }, { instant }) => instant(suspended?.untilAt ?? null) },
    { name: csvTexts.reworks, cell: ({ record }) => record?.reworks ?? 0 },
    { name: csvTexts.returns, cell: ({ record }) => record?.returns ?? 0 },
    { name: csvTexts.extensions, cell: ({ record }) => record?.extensions ?? 0 },
    { name: csvTexts.supervisions, cell: ({ record }) => record?.supervisions ?? 0 },
    { name: csvTexts.feedback, cell: ({ feedback }, context) => saidCell(feedback?.text, context) },
    { name: csvTexts["closed-despite"], cell: ({ closedDespite }) => closedDespite?.reason ?? null },
    { name: csvTexts.incident, cell: ({ incidentId }) => incidentId ?? null },
    { name: csvTexts.revision, cell: ({ revision }) => revision },
  ],
};
