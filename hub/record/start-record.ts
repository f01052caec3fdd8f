import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { EntryPort } from "../../processor/ports.ts";
import { recordFolders } from "../../record/settings.ts";
import type { SigningKey } from "../../record/signing-key.ts";
import { startCron } from "../../store/sqlite/cron-schedule.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { StartedComponents } from "../started-components.ts";
import { anchorTrail } from "./anchor-trail.ts";
import { auditDeliveries } from "./audit-deliveries.ts";

export interface RecordStart {
  readonly settings: Settings;
  readonly store: Pick<Store, "queries" | "outbox">;
  readonly entries: EntryPort;
  readonly log: Log;
  readonly clock: Clock;
  readonly key: () => SigningKey;
}

/** What the hub does for the record by itself: ends of deliveries into the trail, its head signed every hour. */
export function startRecord(
  { settings, store, entries, log, clock, key }: RecordStart,
  started: StartedComponents,
): void {
  const { folder } = settings.store;
  started.add("audit of deliveries", auditDeliveries(store.outbox, entries, log));
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
}
