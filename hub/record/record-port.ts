import { checkTrail } from "../../record/audit/check-trail.ts";
import { collectPack } from "../../record/pack/collect-pack.ts";
import { sealPack } from "../../record/pack/seal-pack.ts";
import type { RecordPort } from "../../record/ports.ts";
import { recordFolders } from "../../record/settings.ts";
import type { Components } from "../start-listeners.ts";
import { version } from "../version.ts";

/** What the API gives out of the record. */
export function recordPort({ parts, store, key, clock }: Components): RecordPort {
  const { settings } = parts;
  const { city } = parts.city;
  const { folder, keepDeliveredDays } = settings.store;
  const { anchors } = recordFolders(settings.record, folder);
  const source = { city, store, clock, hub: settings.webhooks.source, version };
  const checking = oneForAll(() =>
    checkTrail({ reader: store.trail, anchors, keepDeliveredDays, publicPem: key().publicPem, now: clock() }),
  );
  const inTurn = oneAfterTheOther();
  return {
    verifyAudit: checking,
    pack: (subject) => inTurn(async () => sealPack(await collectPack(source, subject), { city, key: key() })),
  };
}

/** Whoever asks while an answer is under way gets that one. */
function oneForAll<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<Answer> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** Large answers are made one after the other: two at once would take twice the memory. */
function oneAfterTheOther(): <Answer>(make: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (make) => {
    const made = last.then(make);
    last = made.catch(() => {});
    return made;
  };
}
