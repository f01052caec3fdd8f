import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Broker } from "../broker/broker.ts";
import type { InfluxCopy } from "../influx/start-influx.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { JournalConsumer } from "../processor/journal-consumer.ts";
import type { StepMeter } from "../processor/step.ts";
import type { JudgingSteps } from "../processor/steps.ts";
import type { Store } from "../store/store.ts";
import type { RunningCertificates } from "../tls/server-certificates.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import type { OwnClock } from "./own-clock/own-clock.ts";
import { type WorkProgress, workNames } from "./watchdog/work-progress.ts";

export interface MetricsParts {
  /** Null where it is switched off. */
  readonly influx: InfluxCopy | null;
  readonly broker: Broker;
  readonly ingest: Ingest;
  readonly store: Pick<Store, "counts">;
  readonly consumer: Pick<JournalConsumer, "lagRows">;
  readonly dispatcher: Dispatcher;
  readonly ownClock: OwnClock;
  readonly progress: WorkProgress;
  readonly cases: { readonly openCount: number };
  readonly warnings: { readonly openCount: number; readonly inForceCount: number };
  /** Null where no listener speaks TLS. */
  readonly certificates: RunningCertificates | null;
  readonly judging: Pick<JudgingSteps, "steps" | "suppression">;
  /** How many gauges are in each state. */
  gaugeStates(): Readonly<Record<string, number>>;
}

/** Labelled numbers of one metric; the empty key stands for no label. */
type LabelledNumbers = () => Readonly<Record<string, number>>;

/** Adds a metric whose numbers are read at each scrape; `label` is empty where it has none. */
type Define = (name: string, help: string, label: string, numbers: LabelledNumbers) => void;

/** Adders of metrics that only grow, and of those that go up and down. */
interface MetricKinds {
  readonly counter: Define;
  readonly gauge: Define;
}

/**
 * The hub's numbers as Prometheus text. Rooms keep plain counts, read here at each scrape: counting costs the hot
 * path nothing more, and no room knows of Prometheus. No device id is ever a label.
 */
export function createMetrics(parts: MetricsParts): { text(): Promise<string> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "guanlan_" });
  const kinds = { counter: defineIn(registry, Counter), gauge: defineIn(registry, Gauge) };
  addBroker(kinds, parts.broker);
  addIngest(kinds, parts.ingest);
  addStore(kinds, parts.store);
  addProcessor(kinds, parts);
  addWebhooks(kinds, parts.dispatcher);
  addSelf(kinds, parts);
  if (parts.certificates !== null) addCertificates(kinds, parts.certificates);
  if (parts.influx !== null) addInflux(kinds, parts.influx);
  return { text: () => registry.metrics() };
}

function defineIn(registry: Registry, Metric: typeof Counter | typeof Gauge): Define {
  return (name, help, label, numbers) => {
    new Metric({
      name: `guanlan_${name}`,
      help,
      labelNames: label === "" ? [] : [label],
      registers: [registry],
      collect(this: Counter | Gauge) {
        this.reset();
        for (const [key, number] of Object.entries(numbers())) this.inc(label === "" ? {} : { [label]: key }, number);
      },
    });
  };
}

function addBroker({ counter, gauge }: MetricKinds, { counts }: Broker): void {
  gauge("mqtt_connections", "Connections now", "", () => ({ "": counts.connections }));
  counter("mqtt_sign_ins_total", "CONNECTs by outcome", "outcome", () => counts.signIns);
  counter("mqtt_publishes_total", "Publishes taken, by what they are", "kind", () => counts.publishes);
  counter("mqtt_publishes_not_kept_total", "Publishes that could not be kept and were not acknowledged", "", () => ({
    "": counts.publishesNotKept,
  }));
  counter("mqtt_refusals_total", "Packets refused, by reason", "reason", () => counts.refusals);
  counter("mqtt_closes_total", "Connections ended, by reason", "reason", () => counts.closes);
}

function addCertificates({ gauge }: MetricKinds, certificates: RunningCertificates): void {
  gauge("tls_certificate_expires_seconds", "When the hub's certificate ends, Unix time", "", () => ({
    "": certificates.status().expiresAt / 1000,
  }));
  gauge("tls_certificate_refused", "1 while the files in the TLS folder cannot be used", "", () => ({
    "": certificates.status().failure === null ? 0 : 1,
  }));
}

function addIngest({ counter, gauge }: MetricKinds, ingest: Ingest): void {
  counter("ingest_values_total", "Values sent by devices", "", () => ({ "": ingest.counts.values }));
  counter("ingest_observations_total", "Values that became observations", "", () => ({
    "": ingest.counts.observations,
  }));
  counter("ingest_rejects_total", "Values refused, by reason", "reason", () => ingest.counts.rejects);
  counter("ingest_flags_total", "Observations by quality flag", "flag", () => ingest.counts.flags);
  gauge("ingest_hint_devices", "Devices that send beyond the standard, by hint", "hint", () => ingest.devicesByHint());
  gauge("ingest_wrong_clocks", "Devices whose clock was wrong when last heard, ahead, behind or otherwise", "", () => ({
    "": Object.values(ingest.clocks.wrongByKind()).reduce((sum, count) => sum + count, 0),
  }));
  gauge("ingest_wrong_clocks_by_kind", "The same by what is wrong with them", "kind", () =>
    ingest.clocks.wrongByKind(),
  );
}

function addStore({ counter, gauge }: MetricKinds, store: MetricsParts["store"]): void {
  counter("journal_commits_total", "Fsynced commits of the journal", "", () => ({ "": store.counts().commits }));
  counter("journal_rows_total", "Observations kept", "", () => ({ "": store.counts().rows }));
  counter("journal_duplicates_total", "Observations that were there already", "", () => ({
    "": store.counts().duplicates,
  }));
  gauge("journal_commit_ms", "Length of commits, ms", "of", () => ({
    last: store.counts().lastCommitMs,
    max: store.counts().maxCommitMs,
  }));
  gauge("store_wal_bytes", "Size of the write-ahead logs", "file", () => {
    const { journalWalBytes, stateWalBytes } = store.counts();
    return { journal: journalWalBytes, state: stateWalBytes };
  });
}

function addProcessor({ counter, gauge }: MetricKinds, parts: MetricsParts): void {
  const { consumer, judging, cases, warnings } = parts;
  const { suppression, steps } = judging;
  const metered = (of: keyof StepMeter): LabelledNumbers => {
    return () => Object.fromEntries(steps.map(({ name, meter }) => [name, meter[of]]));
  };
  gauge("rules_lag_rows", "Journal rows rules have not read", "", () => ({ "": consumer.lagRows }));
  counter("step_seconds_total", "Time spent by each step of the processor, from samples", "step", metered("seconds"));
  counter("step_findings_total", "What each step of the processor found", "step", metered("findings"));
  gauge("gauges", "Gauges by how far they can be believed", "state", () => parts.gaugeStates());
  counter("noise_transitions_total", "Alarm transitions told at once, or held and by what", "outcome", () => {
    return suppression.counts.transitions;
  });
  counter("noise_released_total", "Alarms told later, when what held them was over", "", () => ({
    "": suppression.counts.released,
  }));
  counter("noise_hidden_reds_total", "Red alarms hidden, each with an event that says so", "", () => ({
    "": suppression.counts.hiddenReds,
  }));
  gauge("alarms_suppressed", "Alarms kept from people now, by what keeps them", "by", () =>
    suppression.suppressedNow(),
  );
  gauge("cases_open", "Open cases", "", () => ({ "": cases.openCount }));
  gauge("warnings_open", "Warnings not over, drafts among them", "", () => ({ "": warnings.openCount }));
  gauge("warnings_in_force", "Warnings issued and not over", "", () => ({ "": warnings.inForceCount }));
}

/** What the hub knows of its own state. */
function addSelf({ gauge }: MetricKinds, { ownClock, progress }: MetricsParts): void {
  gauge(
    "clock_ahead_ms",
    "How far our clock is ahead of another, ms; 0 where there is nothing to compare with",
    "of",
    () => ownClock.differences(),
  );
  gauge("work_stands_still_ms", "For how long work that is waited for has not moved, ms", "work", () =>
    Object.fromEntries(workNames.map((name) => [name, progress.standsStillMs(name)])),
  );
}

function addWebhooks({ counter, gauge }: MetricKinds, dispatcher: Dispatcher): void {
  counter("webhook_attempts_total", "Delivery attempts, by how they ended", "reason", () => dispatcher.status().counts);
  gauge("webhook_pending", "Deliveries waiting, by endpoint", "endpoint", () => byEndpoint(dispatcher, "pending"));
  gauge("webhook_oldest_urgent_ms", "Age of the oldest urgent event not delivered, by endpoint", "endpoint", () =>
    byEndpoint(dispatcher, "oldestUrgentAgeMs"),
  );
  gauge("webhook_urgent_dead_letters", "Urgent dead letters nobody has acknowledged, by endpoint", "endpoint", () =>
    byEndpoint(dispatcher, "lostUrgents"),
  );
  gauge("webhook_endpoint_gone", "1 where an endpoint answers 410 Gone", "endpoint", () =>
    Object.fromEntries(
      dispatcher.status().endpoints.map(({ endpointId, goneAt }) => [endpointId, goneAt === null ? 0 : 1]),
    ),
  );
  gauge("webhook_breaker_open", "1 where an endpoint fails and is only probed", "endpoint", () =>
    Object.fromEntries(
      dispatcher.status().endpoints.map(({ endpointId, breaker }) => [endpointId, breaker === "closed" ? 0 : 1]),
    ),
  );
  counter("webhook_dead_letters_total", "Deliveries given up, by endpoint", "endpoint", () =>
    byEndpoint(dispatcher, "deadLetters"),
  );
}

function addInflux({ counter, gauge }: MetricKinds, influx: InfluxCopy): void {
  gauge("influx_spool_rows", "Observations InfluxDB does not have yet", "", () => ({
    "": influx.status().spoolRows,
  }));
  gauge("influx_oldest_unsent_ms", "Age of the oldest of them", "", () => ({ "": influx.behindMs() }));
  gauge("influx_failed_attempts", "Requests in a row that brought nothing; 0 while all is well", "", () => ({
    "": influx.status().trouble?.attempts ?? 0,
  }));
  counter("influx_lines_total", "Lines InfluxDB took", "", () => ({ "": influx.status().sentLines }));
  counter("influx_refused_lines_total", "Lines InfluxDB ever refused", "", () => ({
    "": influx.status().refusedLines,
  }));
}

function byEndpoint(
  dispatcher: Dispatcher,
  field: "pending" | "oldestUrgentAgeMs" | "deadLetters" | "lostUrgents",
): Readonly<Record<string, number>> {
  return Object.fromEntries(dispatcher.status().endpoints.map((report) => [report.endpointId, report[field] ?? 0]));
}
