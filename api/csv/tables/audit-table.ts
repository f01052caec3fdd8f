import type { AuditRecord } from "../../../domain/governance/audit-chain.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { auditLine } from "../../schemas/governance/audit.ts";
import type { CsvTable } from "../csv-table.ts";

export const auditTable: CsvTable<AuditRecord> = {
  name: "audit",
  row: auditLine,
  columns: [
    { name: csvTexts.number, cell: ({ auditSeq }) => auditSeq },
    { name: csvTexts.at, cell: ({ at }, { instant }) => instant(at) },
    { name: csvTexts.type, cell: ({ kind }) => kind },
    { name: csvTexts.subject, cell: ({ subject }) => subject },
    { name: csvTexts.by, cell: ({ by }) => by },
    { name: csvTexts.caller, cell: ({ caller }) => caller?.name ?? null },
    {
      name: csvTexts["caller-id"],
      cell: ({ caller }) => (caller === undefined ? null : `${caller.kind}:${caller.id}`),
    },
    { name: csvTexts.ref, cell: ({ ref }) => ref ?? null },
    { name: csvTexts.digest, cell: ({ digest }) => digest },
    { name: csvTexts.chain, cell: ({ chain }) => chain },
  ],
};
