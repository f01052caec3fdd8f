import type { SuppressionView } from "../api/ports.ts";
import type { Broker } from "../broker/broker.ts";
import type { City } from "../domain/city/city.ts";
import type { Clock } from "../domain/clock.ts";
import type { HubView } from "../influx/points/sample.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { JournalConsumer } from "../processor/journal-consumer.ts";
import type { JudgingSteps } from "../processor/steps.ts";
import type { Store } from "../store/store.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";

export interface InfluxViewParts {
  readonly city: City;
  readonly suppression: SuppressionView;
  readonly broker: Broker;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly consumer: JournalConsumer;
  readonly dispatcher: Dispatcher;
  readonly cases: { readonly openCount: number };
  readonly warnings: { readonly openCount: number };
  readonly judging: Pick<JudgingSteps, "rules">;
  /** Our clock when this run began, ms since 1970. */
  readonly startedAt: number;
  readonly clock: Clock;
}

/** The hub of this moment, for the samples that go to InfluxDB. */
export function viewForInflux(parts: InfluxViewParts): HubView {
  const { city, suppression, broker, ingest, store, consumer, dispatcher } = parts;
  const now = parts.clock();
  const { endpoints } = dispatcher.status();
  const counts = store.counts();
  return {
    numbers: {
      connections: broker.counts.connections,
      observations: counts.rows,
      rejects: Object.values(ingest.counts.rejects).reduce((sum, count) => sum + count, 0),
      journalCommitMs: counts.lastCommitMs,
      rulesLagRows: consumer.lagRows,
      openCases: parts.cases.openCount,
      openWarnings: parts.warnings.openCount,
      webhookPending: endpoints.reduce((sum, { pending }) => sum + pending, 0),
      webhookOldestUrgentMs: Math.max(0, ...endpoints.map(({ oldestUrgentAgeMs }) => oldestUrgentAgeMs ?? 0)),
      rssBytes: process.memoryUsage.rss(),
      startedAtMs: parts.startedAt,
    },
    limits: parts.judging.rules.limits,
    gaugeState: (id) => suppression.stateOf(id, now),
    heardAt: (id) => suppression.heardAt(id),
    isOnline: (id) => broker.isConnected(city.devices.get(id)?.gatewayId ?? id),
    clockOf: (id) => ingest.clocks.of(id),
  };
}
