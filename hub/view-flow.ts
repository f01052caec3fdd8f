import type { HubFlow } from "../domain/console/hub-flow.ts";
import { sum } from "../domain/numbers.ts";
import type { MetricsParts } from "./metrics.ts";

type FlowParts = Pick<MetricsParts, "broker" | "ingest" | "store" | "consumer" | "judging" | "dispatcher">;

/** What the rooms have counted since the start, by steps of a reading's way. */
export function viewFlow({ broker, ingest, store, consumer, judging, dispatcher }: FlowParts): HubFlow {
  const kept = store.counts();
  const { counts, endpoints } = dispatcher.status();
  return {
    connections: broker.counts.connections,
    publishes: sumOf(broker.counts.publishes),
    values: ingest.counts.values,
    rejects: sumOf(ingest.counts.rejects),
    kept: kept.rows,
    duplicates: kept.duplicates,
    commitMs: kept.commits === 0 ? null : kept.lastCommitMs,
    walBytes: kept.journalWalBytes + kept.stateWalBytes,
    lagRows: consumer.lagRows,
    transitions: sumOf(judging.suppression.counts.transitions),
    attempts: sumOf(counts),
    pending: sum(endpoints.map(({ pending }) => pending)),
  };
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return sum(Object.values(counts));
}
