import { csvTexts } from "../../../locales/api/csv.ts";
import type { DeliveryView } from "../../../store/ports.ts";
import { delivery } from "../../schemas/delivery.ts";
import type { CsvTable } from "../csv-table.ts";
import { levelCell } from "./cells.ts";

export const deliveryTable: CsvTable<DeliveryView> = {
  name: "deliveries",
  row: delivery,
  columns: [
    { name: csvTexts.delivery, cell: ({ deliveryId }) => deliveryId },
    { name: csvTexts.endpoint, cell: ({ endpointId }) => endpointId },
    { name: csvTexts.event, cell: ({ eventId }) => eventId },
    { name: csvTexts.type, cell: ({ eventType }) => eventType },
    { name: csvTexts.subject, cell: ({ subject }) => subject },
    { name: csvTexts.level, cell: ({ level }, context) => levelCell(level, context) },
    { name: csvTexts.state, cell: ({ state }) => state },
    { name: csvTexts.attempts, cell: ({ attempts }) => attempts },
    { name: csvTexts["queued-at"], cell: ({ queuedAt }, { instant }) => instant(queuedAt) },
    { name: csvTexts["next-attempt-at"], cell: ({ nextAttemptAt }, { instant }) => instant(nextAttemptAt) },
    { name: csvTexts["delivered-at"], cell: ({ deliveredAt }, { instant }) => instant(deliveredAt) },
    { name: csvTexts["last-reason"], cell: ({ lastReason }) => lastReason },
    { name: csvTexts["last-status"], cell: ({ lastStatus }) => lastStatus },
    { name: csvTexts["last-detail"], cell: ({ lastDetail }, { language }) => lastDetail?.[language] ?? null },
  ],
};
