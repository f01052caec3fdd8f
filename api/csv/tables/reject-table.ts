import type { Reject } from "../../../domain/observations/reject.ts";
import { csvTexts } from "../../../locales/csv.ts";
import type { CsvTable } from "../csv-table.ts";

export const rejectTable: CsvTable<Reject> = {
  name: "rejects",
  columns: [
    { name: csvTexts["received-at"], cell: ({ receivedAt }, { instant }) => instant(receivedAt) },
    { name: csvTexts.device, cell: ({ deviceId }) => deviceId },
    { name: csvTexts.topic, cell: ({ topic }) => topic },
    { name: csvTexts.reason, cell: ({ reason }) => reason },
    { name: csvTexts.detail, cell: ({ detail }) => detail },
  ],
};
