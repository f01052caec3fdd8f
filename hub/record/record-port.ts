import { historyWithin } from "../../api/scope/history-within.ts";
import { stateWithin } from "../../api/scope/state-within.ts";
import { stateWithoutFields } from "../../api/scope/state-without-fields.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import type { Clock } from "../../domain/clock.ts";
import { staffReach } from "../../people/reach.ts";
import { readAnchors } from "../../record/audit/anchors.ts";
import { checkTrail } from "../../record/audit/check-trail.ts";
import { drillReport } from "../../record/drill/drill-report.ts";
import { collectPack } from "../../record/pack/collect-pack.ts";
import type { PackSource } from "../../record/pack/pack-source.ts";
import { sealPack } from "../../record/pack/seal-pack.ts";
import type { PackReach, RecordPort } from "../../record/ports.ts";
import { keptReport, keptReportDates } from "../../record/report/keep-report.ts";
import { recordFolders } from "../../record/settings.ts";
import type { SigningKey } from "../../record/signing-key.ts";
import { traceOfCase } from "../../record/trace/trace-of-case.ts";
import type { StateQueries } from "../../store/ports.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { RunningProcessor } from "../start-processor.ts";
import { version } from "../version.ts";

export interface RecordParts {
  readonly parts: { readonly settings: Settings; readonly city: LoadedCity };
  readonly store: Store;
  readonly processor: RunningProcessor;
  readonly key: () => SigningKey;
  readonly clock: Clock;
}

/** What the API gives out of the record. */
export function recordPort({ parts, store, key, clock, processor }: RecordParts): RecordPort {
  const { settings } = parts;
  const { city } = parts.city;
  const { folder, keepDeliveredDays } = settings.store;
  const { anchors, reports } = recordFolders(settings.record, folder);
  const source = { city, store, clock, hub: settings.webhooks.source, version };
  const checking = oneForAll(() =>
    checkTrail({
      reader: store.trail,
      anchors: readAnchors(anchors),
      keepDeliveredDays,
      publicPem: key().publicPem,
      now: clock(),
    }),
  );
  const oneByOne = oneAfterTheOther();
  return {
    verifyAudit: checking,
    async trace(traceId) {
      const found = await store.queries.caseByTrace(traceId);
      return found === null ? null : traceOfCase(source, found);
    },
    dailyReport: (date, kind) => keptReport(reports, date, kind),
    reportDates: () => keptReportDates(reports),
    drills: () => processor.judging.drills.drills,
    async drillReport(drillId) {
      const found = processor.judging.drills.drills.find((drill) => drill.drillId === drillId);
      return found === undefined ? null : drillReport(source, found);
    },
    pack: (subject, reach) =>
      oneByOne(async () => {
        const from = sourceWithin(source, reach);
        return sealPack(await collectPack(from, subject), { city: from.city, key: key() });
      }),
  };
}

/** Where a pack is read from, as far as somebody sees it; the trail of a matter in reach is in reach too. */
function sourceWithin(source: PackSource, { isWholeCity, city, state, history, fields }: PackReach): PackSource {
  const { queries, ruleSets, journalReader, journal, people, trail } = source.store;
  const audit: StateQueries["audit"] = async (filter, page) =>
    isWholeCity || filter.subject !== undefined ? queries.audit(filter, page) : { rows: [], next: null };
  const seen = stateWithoutFields({ ...state, audit }, fields);
  const store = { queries: seen, history, ruleSets, journalReader, journal, people, trail };
  return { ...source, city, store, isPart: !isWholeCity, fields };
}

/** The same for what any of the staff may read. */
export function sourceForStaff({ city: whole, store, ...source }: PackSource): PackSource {
  const reach = staffReach(whole);
  const { city, fields } = reach;
  const queries = stateWithoutFields(stateWithin(store.queries, reach), fields);
  return { ...source, city, fields, store: { ...store, queries, history: historyWithin(store.history, reach) } };
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
