import type { SuppressionView } from "../api/ports.ts";
import type { Broker } from "../broker/broker.ts";
import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import type { Clock } from "../domain/clock.ts";
import type { StationId } from "../domain/ids.ts";
import type { HubView } from "../influx/points/sample.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { JournalConsumer } from "../processor/journal-consumer.ts";
import type { JudgingSteps } from "../processor/steps.ts";
import type { LatestValues } from "../store/ports.ts";
import type { Store } from "../store/store.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";

export interface InfluxViewParts {
  readonly city: City;
  readonly suppression: SuppressionView;
  readonly latest: LatestValues;
  readonly broker: Broker;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly consumer: JournalConsumer;
  readonly dispatcher: Dispatcher;
  readonly cases: { readonly openCount: number };
  readonly warnings: { readonly openCount: number; readonly inForceCount: number };
  readonly judging: Pick<JudgingSteps, "rules">;
  /** Our clock when this run began, ms since 1970. */
  readonly startedAt: number;
  readonly clock: Clock;
}

/** The hub of this moment, for the samples that go to InfluxDB. */
export function viewForInflux(parts: InfluxViewParts): HubView {
  const { city, broker, ingest, store, consumer, dispatcher } = parts;
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
      warningsInForce: parts.warnings.inForceCount,
      webhookPending: endpoints.reduce((sum, { pending }) => sum + pending, 0),
      webhookOldestUrgentMs: Math.max(0, ...endpoints.map(({ oldestUrgentAgeMs }) => oldestUrgentAgeMs ?? 0)),
      webhookLostUrgents: endpoints.reduce(
        (sum, { lostUrgents, goneAt }) => sum + lostUrgents + (goneAt === null ? 0 : 1),
        0,
      ),
      rssBytes: process.memoryUsage.rss(),
      startedAtMs: parts.startedAt,
    },
    limits: parts.judging.rules.limits,
    ...viewGauges(parts, now),
    isOnline: (id) => broker.isConnected(city.devices.get(id)?.gatewayId ?? id),
    clockOf: (id) => ingest.clocks.of(id),
  };
}

/** Gauges and alarms as the API shows them, for the same samples. */
export function viewGauges(
  { suppression, latest }: Pick<InfluxViewParts, "suppression" | "latest">,
  now: number,
): Pick<HubView, "gaugeState" | "currentValue" | "observedAt" | "alarmRank" | "heardAt"> {
  const ranks = alarmRanks(suppression.activeAlarms());
  return {
    gaugeState: (id) => suppression.stateOf(id, now),
    currentValue: (id) => (suppression.stateOf(id, now) === "live" ? (latest.of(id)?.value ?? null) : null),
    observedAt: (id) => latest.of(id)?.observedAt ?? null,
    alarmRank: (id) => ranks.get(id) ?? 0,
    heardAt: (id) => suppression.heardAt(id),
  };
}

/** Rank of the gravest alarm that is up at each station where one is; alarms of areas are nobody's. */
function alarmRanks(alarms: ReturnType<SuppressionView["activeAlarms"]>): ReadonlyMap<StationId, number> {
  const ranks = new Map<StationId, number>();
  for (const { last, level } of alarms) {
    if (last.target.kind === "area") continue;
    const { stationId } = last.target;
    ranks.set(stationId, Math.max(ranks.get(stationId) ?? 0, rankOf(level)));
  }
  return ranks;
}
