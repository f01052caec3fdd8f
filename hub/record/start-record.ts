import type { City } from "../../domain/city/city.ts";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { InboxIntake } from "../../processor/inbox-intake.ts";
import type { EntryPort } from "../../processor/ports.ts";
import { dailyReport } from "../../record/report/daily-report.ts";
import { missedReports } from "../../record/report/due-reports.ts";
import { keepReport, keptReportDates } from "../../record/report/keep-report.ts";
import { recordFolders } from "../../record/settings.ts";
import type { SigningKey } from "../../record/signing-key.ts";
import { pastTimes, startCron } from "../../store/sqlite/cron-schedule.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { StartedComponents } from "../started-components.ts";
import { version } from "../version.ts";
import { anchorTrail } from "./anchor-trail.ts";
import { auditDeliveries } from "./audit-deliveries.ts";
import { sourceForStaff } from "./record-port.ts";

export interface RecordStart {
  readonly settings: Settings;
  readonly city: City;
  readonly store: Store;
  readonly entries: EntryPort;
  readonly inbox: Pick<InboxIntake, "enterAll">;
  readonly log: Log;
  readonly clock: Clock;
  readonly key: () => SigningKey;
}

/** What the hub does for the record by itself: ends of deliveries into the trail, its head signed every hour. */
export function startRecord(
  { settings, city, store, entries, inbox, log, clock, key }: RecordStart,
  started: StartedComponents,
): void {
  const { folder } = settings.store;
  const stopAudit = auditDeliveries(store.outbox, { entries, inbox }, log);
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
  const stopReports = startReports({ settings, city, store, log, clock }, folders.reports);
  started.add("daily reports", async () => stopReports());
}

/** Days whose reports are made up for after a time without the hub. */
const mostDaysMissed = 7;

/** Writes the report of each day at its time, and at first those that were due while the hub did not run. @returns stops it */
function startReports(
  { settings, city, store, log, clock }: Omit<RecordStart, "entries" | "inbox" | "key">,
  folder: string,
): () => void {
  const { reportCron } = settings.record;
  const { timeZone } = city;
  const source = sourceForStaff({ city, store, clock, hub: settings.webhooks.source, version });
  const dueIn = (days: number) => pastTimes(reportCron, clock(), { timeZone, days });
  const orLog = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      log.error({ err: error, folder }, "daily report cannot be written");
    }
  };
  const writeUpTo = async (dueAt: number): Promise<void> => {
    const report = await dailyReport(source, dueAt);
    log.info({ date: keepReport(folder, report, city), folder }, "daily report written");
  };
  void orLog(async () => {
    const [first] = await store.journalReader.entriesOf("hub-started", store.journal.end());
    const due = { dueAt: dueIn(mostDaysMissed), kept: keptReportDates(folder), since: first?.at ?? clock() };
    for (const dueAt of missedReports(due, city)) await writeUpTo(dueAt);
  });
  return startCron(
    reportCron,
    () =>
      orLog(async () => {
        for (const dueAt of dueIn(1)) await writeUpTo(dueAt);
      }),
    timeZone,
  );
}
