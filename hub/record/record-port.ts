import { checkTrail } from "../../record/audit/check-trail.ts";
import type { RecordPort } from "../../record/ports.ts";
import { recordFolders } from "../../record/settings.ts";
import type { Components } from "../start-listeners.ts";

/** What the API gives out of the record. */
export function recordPort({ parts: { settings }, store, key, clock }: Components): RecordPort {
  const { folder, keepDeliveredDays } = settings.store;
  const { anchors } = recordFolders(settings.record, folder);
  let checking: ReturnType<typeof checkTrail> | null = null;

  return {
    // One at a time: whoever asks meanwhile gets the answer of the one under way.
    verifyAudit() {
      checking ??= checkTrail({
        ...{ reader: store.trail, anchors, keepDeliveredDays },
        publicPem: key().publicPem,
        now: clock(),
      }).finally(() => {
        checking = null;
      });
      return checking;
    },
  };
}
