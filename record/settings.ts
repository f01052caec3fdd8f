import { join } from "node:path";
import { z } from "zod";

/** Settings of what proves afterwards what happened. */
export const recordSettings = z.strictObject({
  anchorFolder: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Where signed heads of the audit trail are written, best on another disk or machine; left out, `anchors` in the data folder, which proves nothing against whoever writes there",
    ),
  anchorCron: z.string().default("0 * * * *").describe("When the head of the audit trail is signed (cron)"),
  reportFolder: z
    .string()
    .min(1)
    .optional()
    .describe("Where daily flood reports are written; left out, `reports` in the data folder"),
  reportCron: z.string().default("0 8 * * *").describe("When the daily flood report is written (cron, city time)"),
});

export type RecordSettings = z.infer<typeof recordSettings>;

/** The folders, where settings leave them to the data folder. */
export function recordFolders(
  { anchorFolder, reportFolder }: Pick<RecordSettings, "anchorFolder" | "reportFolder">,
  dataFolder: string,
): { readonly anchors: string; readonly reports: string } {
  return {
    anchors: anchorFolder ?? join(dataFolder, "anchors"),
    reports: reportFolder ?? join(dataFolder, "reports"),
  };
}
