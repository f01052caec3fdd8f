import type { City } from "../../domain/city/city.ts";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { EntryPort } from "../../processor/ports.ts";
import { dailyReport } from "../../record/report/daily-report.ts";
import { keepReport } from "../../record/report/keep-report.ts";
import { recordFolders } from "../../record/settings.ts";
import type { SigningKey } from "../../record/signing-key.ts";
import { startCron } from "../../store/sqlite/cron-schedule.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { StartedComponents } from "../started-components.ts";
import { version } from "../version.ts";
import { anchorTrail } from "./anchor-trail.ts";
import { auditDeliveries } from "./audit-deliveries.ts";

export interface RecordStart {
  readonly settings: Settings;
  readonly city: City;
  readonly store: Store;
  readonly entries: EntryPort;
  readonly log: Log;
  readonly clock: Clock;
  readonly key: () => SigningKey;
}

/** What the hub does for the record by itself: ends of deliveries into the trail, its head signed every hour. */
export function startRecord(
  { settings, city, store, entries, log, clock, key }: RecordStart,
  started: StartedComponents,
): void {
  const { folder } = settings.store;
  const stopAudit = auditDeliveries(store.outbox, entries, log);
  started.add("audit of deliveries", async () => stopAudit());
  const folders = recordFolders(settings.record, folder);
  const anchoring = { queries: store.queries, entries, folder: folders.anchors, hub: settings.webhooks.source, clock };
  const stopAnchors = startCron(settings.record.anchorCron, async () => {
    try {
      const anchor = await anchorTrail({ ...anchoring, key: key() });
      log.info({ auditSeq: anchor?.auditSeq ?? 0, folder: folders.anchors }, "head of the audit trail signed");
    } catch (error) {
      log.error({ err: error, folder: folders.anchors }, "head of the audit trail cannot be signed or written");
    }
  });
  started.add("anchors", async () => stopAnchors());
  const stopReports = startCron(
    settings.record.reportCron,
    async () => {
      try {
        const report = await dailyReport({ city, store, clock, hub: settings.webhooks.source, version }, clock());
        log.info({ date: keepReport(folders.reports, report, city), folder: folders.reports }, "daily report written");
      } catch (error) {
        log.error({ err: error, folder: folders.reports }, "daily report cannot be written");
      }
    },
    city.timeZone,
  );
  started.add("daily reports", async () => stopReports());
}
