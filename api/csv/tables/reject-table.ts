import { csvTexts } from "../../../locales/api/csv.ts";
import type { KeptReject } from "../../../store/ports.ts";
import type { CsvTable } from "../csv-table.ts";

export const rejectTable: CsvTable<KeptReject> = {
  name: "rejects",
  columns: [
    { name: csvTexts["received-at"], cell: ({ receivedAt }, { instant }) => instant(receivedAt) },
    { name: csvTexts.device, cell: ({ deviceId }) => deviceId },
    { name: csvTexts.topic, cell: ({ topic }) => topic },
    { name: csvTexts.reason, cell: ({ reason }) => reason },
    { name: csvTexts.detail, cell: ({ detail }, { language }) => detail[language] },
  ],
};
