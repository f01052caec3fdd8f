import { readFileSync } from "node:fs";
import { createApi } from "../api/create-api.ts";
import { createLiveFeed, type LiveFeedSource } from "../api/live-feed.ts";
import { type Broker, createBroker } from "../broker/broker.ts";
import type { AcceptReadings } from "../broker/ports.ts";
import { createOpenCases } from "../cases/open-cases.ts";
import type { LoadedCity } from "../city/load-city.ts";
import { type Clock, systemClock } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { Mode } from "../domain/mode.ts";
import type { StoredOrder } from "../domain/order.ts";
import { acceptReadings } from "../ingest/accept-readings.ts";
import { createIngest } from "../ingest/ingest.ts";
import { createEffectsWriter } from "../processor/effects-writer.ts";
import { createJournalConsumer } from "../processor/journal-consumer.ts";
import { createOrderIntake } from "../processor/order-intake.ts";
import type { SnapshotAlarms } from "../processor/replace-engine.ts";
import { SuppressionStage } from "../processor/suppression-stage.ts";
import { bindQuality } from "../quality/bind-quality.ts";
import { QualityGate } from "../quality/quality-gate.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { Effects, LatestValues, StateStore } from "../store/ports.ts";
import { openStore, type Store } from "../store/sqlite/open-store.ts";
import { createOpenWarnings } from "../warnings/open-warnings.ts";
import { Dispatcher } from "../webhooks/dispatcher.ts";
import { resolveSecrets } from "../webhooks/endpoints/resolve-secrets.ts";
import { createTargetGuard } from "../webhooks/endpoints/targets.ts";
import { queueDeliveries } from "../webhooks/queue-deliveries.ts";
import { createSender } from "../webhooks/send.ts";
import { viewEndpoints } from "./endpoint-views.ts";
import { startInfluxCopy, viewForInflux } from "./influx-copy.ts";
import { createMetrics } from "./metrics.ts";
import { judgeReadiness } from "./readiness.ts";
import { ruleSetOf } from "./rule-sets/rule-set.ts";
import { createRulesReload, type RunningRules } from "./rule-sets/rules-reload.ts";
import { viewRules } from "./rule-sets/rules-view.ts";
import type { Settings } from "./settings/settings.ts";
import { viewSuppression } from "./suppression-view.ts";
import { version } from "./version.ts";

export interface HubAddress {
  readonly host: string;
  readonly port: number;
}

export interface HubAddresses {
  readonly mqtt: HubAddress;
  readonly ws: HubAddress | null;
  readonly api: HubAddress;
}

export interface HubParts {
  readonly settings: Settings;
  readonly city: LoadedCity;
  readonly log: Log;
  /** Where the secrets of endpoints are looked up. */
  readonly env: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  /** Where proofs put a broken part in place of a sound one, to see the proof fail. */
  readonly faultInjection?: {
    readonly take?: (sound: AcceptReadings) => AcceptReadings;
    readonly state?: (sound: StateStore) => StateStore;
    readonly present?: SnapshotAlarms;
  };
}

/** The whole hub in one process, once it is up. */
export interface Hub {
  readonly addresses: HubAddresses;
  readonly store: Store;
  readonly latest: LatestValues;
  readonly live: LiveFeedSource;
  readonly broker: Broker;
  readonly counts: () => {
    readonly values: number;
    readonly observations: number;
    readonly openCases: number;
    readonly openWarnings: number;
  };
  /** Looks at the rule files now; resolves when what changed there has gone live or been refused. */
  reloadRules(): Promise<void>;
  /** Runs the city in another mode from now on; resolves when that is in the journal. */
  setMode(mode: Mode): Promise<void>;
  /** Told after each commit of what rules found. */
  onEffectsCommitted(listener: (effects: Effects) => void): void;
  /** Stops in reverse order of start; what was acknowledged is on disk. Rejects with the first thing that failed. */
  stop(): Promise<void>;
}

/**
 * Starts every room in the order that data flows back from: the store first, the listeners last, so that nothing is
 * taken before it can be kept and judged.
 *
 * @throws {HubError} saying what is wrong and how to mend it; whatever had been started is stopped again
 */
export async function startHub(parts: HubParts): Promise<Hub> {
  const started: StartedComponent[] = [];
  try {
    return await startComponents(parts, started);
  } catch (error) {
    await stopAll(started, parts.log);
    throw error;
  }
}

interface StartedComponent {
  readonly name: string;
  stop(): Promise<void>;
}

async function startComponents(parts: HubParts, started: StartedComponent[]): Promise<Hub> {
  const { settings, city: loaded, log, faultInjection = {}, clock = systemClock } = parts;
  const { city } = loaded;
  const began = (name: string, stop: () => Promise<void>): void => {
    started.push({ name, stop });
  };

  const signers = resolveSecrets(loaded.endpoints, parts.env, (path) => readFileSync(path, "utf8"));
  const store = await openStore(settings.store, { log, clock });
  began("store", () => store.close());

  const keys = await store.gauges.keysFor([...city.gauges.keys()]);
  const gaugeIds = new Map<GaugeKey, GaugeId>([...keys].map(([id, key]) => [key, id]));
  const latest = await store.latest(keys);
  const saved = await store.state.load();
  const start = await store.markStart(clock(), saved.rulesClock > 0 ? saved.rulesClock : undefined);
  const live = createLiveFeed((key) => gaugeIds.get(key) ?? null, start.journalSeq);

  const sender = createSender({
    settings: settings.webhooks,
    guard: createTargetGuard({ allowedTargets: settings.webhooks.allowedTargets, ownPorts: ownPorts(settings) }),
    clock,
  });
  const dispatcher = new Dispatcher({
    endpoints: loaded.endpoints,
    signers,
    outbox: store.outbox,
    sender,
    settings: settings.webhooks,
    log,
    clock,
  });

  store.holdCursor("rules", saved.rulesCursor);
  const cases = createOpenCases(city, saved.openCases);
  const warnings = createOpenWarnings(city, loaded.warningAreaKind, saved.openWarnings);
  // Rules come and go before one desk: what it holds is about gauges.
  const gate = new QualityGate(bindQuality(city, keys));
  const newEngine = (rules: readonly Rule[]): RuleEngine => {
    const { alarms, unbound } = bindRules(rules, city, keys);
    return new RuleEngine(alarms, settings.rules, gate, unbound);
  };
  const engine = newEngine(loaded.rules);
  const suppression = new SuppressionStage({
    city,
    keys,
    inhibitions: loaded.inhibitions,
    blindSpotSettings: settings.rules.watch,
    suppressionSettings: settings.rules.noise,
  });
  const decidedListeners: ((effects: Effects) => void)[] = [];
  const writer = createEffectsWriter(
    faultInjection.state?.(store.state) ?? store.state,
    (effects, committed) => {
      store.holdCursor("rules", effects.rulesCursor);
      latest.amend(effects.flagChanges);
      for (const listener of decidedListeners) listener(effects);
      live.publishEvents(committed.events);
      dispatcher.queued(committed.deliveries);
    },
    log,
  );
  const consumer = createJournalConsumer(
    {
      engine,
      components: {
        suppression: suppression,
        cases,
        warnings,
        queueDeliveries: (events) =>
          queueDeliveries(events, loaded.endpoints, { source: settings.webhooks.source, now: clock() }),
      },
      journal: store.journalReader,
      writer,
      clock,
      oldestUncommittedAt: () => store.journal.oldestUncommittedAt(),
      indexJournal: () => store.indexJournal(),
      onFailure: (error) => log.error({ err: error }, "rules cannot read the journal; restart the hub"),
      ...(faultInjection.present === undefined ? {} : { snapshotAlarms: faultInjection.present }),
    },
    settings.hub,
    saved,
  );
  const running = await rulesAtStart(loaded, store, clock);
  if ((await store.ruleSets.newest())?.digest !== running.set.digest) {
    const { rules: _, ...activation } = running;
    consumer.recordActivation(activation);
  }
  const position = { log: store.journalReader, cursor: saved.rulesCursor, clock: saved.rulesClock };
  consumer.applySuppressionOutcome(
    await suppression.restore(saved.suppression, ordersAppliedBy(saved.rulesClock, saved.orders), position),
  );
  consumer.applyFindings(await engine.restore(saved.alarms, store.journalReader, saved.rulesCursor, saved.rulesClock));
  began("rules", async () => {
    await consumer.stop();
    writer.stop();
  });
  await dispatcher.start();
  began("webhooks", () => dispatcher.stop());
  await consumer.catchUp(
    start.journalSeq,
    await store.journalReader.starts(saved.rulesCursor),
    saved.orders,
    await store.journalReader.modes(saved.rulesCursor),
  );
  consumer.applyOrders(await store.orders.unapplied());
  const orders = createOrderIntake({ store: store.orders, reader: consumer, log });
  orders.start();
  began("orders", () => orders.stop());
  store.journal.onCommitted((batch) => {
    consumer.onCommitted(batch);
    live.publishObservations(batch.observations);
  });
  consumer.start();
  const reload = createRulesReload({
    folder: loaded.folder,
    city: loaded,
    running,
    ruleSets: store.ruleSets,
    replaceRules: (rules, activation) => consumer.replaceRules(newEngine(rules), activation),
    log,
    clock,
    pollMs: settings.hub.filesPollMs,
  });
  reload.start();
  began("rule files", async () => reload.stop());
  const influx = await startInfluxCopy({ settings: settings.influx, store, city, keys, env: parts.env, log, clock });
  if (influx !== null) began("influx", () => influx.stop());
  // Not before every reader of the journal holds its place.
  store.startMaintenance();

  const ingest = createIngest(city, keys, settings.ingest);
  const take = acceptReadings(ingest, store.journal);
  const broker = createBroker(settings.broker, {
    devices: store.devices,
    acceptReadings: faultInjection.take?.(take) ?? take,
    log,
    clock,
  });
  const view = viewSuppression(suppression, { city, latest, settings: settings.rules.watch });
  const rooms = { broker, ingest, store, consumer: consumer, dispatcher, cases, warnings };
  influx?.sampleFrom(() => viewForInflux({ ...rooms, city, suppression: view, start, clock }));
  const metrics = createMetrics({
    ...rooms,
    influx,
    suppression: suppression.suppression,
    gaugeStates: () => view.gaugeStates(clock()),
  });
  const api = createApi(settings.api, {
    city,
    latest,
    history: influx?.history ?? store.history,
    state: store.reader,
    replayer: store.replayer,
    rejects: store.rejects,
    tokens: store.tokens,
    live,
    suppression: view,
    orders: {
      maxSilenceMs: settings.rules.noise.maxSilenceMs,
      maxMaintenanceMs: settings.rules.noise.maxMaintenanceMs,
      submit: (order) => orders.submit(order),
    },
    readiness: () => judgeReadiness({ store, consumer: consumer, reload, writer, dispatcher, influx, clock, settings }),
    rules: () => viewRules(reload.status),
    metrics: () => metrics.text(),
    endpoints: () => viewEndpoints(loaded.endpoints, dispatcher.status(), store.outbox),
    log,
    clock,
    version,
  });
  const apiAddress = await api.start();
  began("api", () => api.stop());
  const listening = await broker.start();
  began("broker", () => broker.stop());

  return {
    addresses: { mqtt: listening.tcp, ws: listening.ws, api: apiAddress },
    store,
    latest,
    live,
    broker,
    counts: () => ({
      values: ingest.counts.values,
      observations: ingest.counts.observations,
      openCases: cases.openCount,
      openWarnings: warnings.openCount,
    }),
    reloadRules: () => reload.checkNow(),
    setMode: async (mode) => consumer.changeMode(await store.markMode(mode, clock())),
    onEffectsCommitted: (listener) => {
      decidedListeners.push(listener);
    },
    stop: async () => {
      const failure = await stopAll(started, log);
      if (failure !== null) throw failure;
    },
  };
}

/** Orders that had taken effect when rules had counted up to `clock`. */
function ordersAppliedBy(clock: number, orders: readonly StoredOrder[]): readonly StoredOrder[] {
  return orders.filter(({ applied }) => applied !== null && applied.at <= clock);
}

/** The rules the city was loaded with: its own files, or the set that somebody has rolled back to. */
async function rulesAtStart(
  { files, ruleDeclarations }: LoadedCity,
  store: Store,
  clock: Clock,
): Promise<RunningRules> {
  const set = ruleSetOf(files.rules, ruleDeclarations.size);
  const pin = await store.ruleSets.pin();
  const isPinned = pin?.digest === set.digest;
  return {
    set,
    rules: ruleDeclarations,
    source: isPinned ? "rollback" : "files",
    by: isPinned ? pin.by : null,
    at: clock(),
  };
}

async function stopAll(started: StartedComponent[], log: Log): Promise<unknown> {
  let failure: unknown = null;
  for (let last = started.pop(); last !== undefined; last = started.pop()) {
    try {
      await last.stop();
    } catch (error) {
      failure ??= error;
      log.error({ err: error, room: last.name }, "a room did not stop cleanly");
    }
  }
  return failure;
}

/** Webhooks never go to the hub's own listeners, whatever a city file says. */
function ownPorts({ broker, api }: Settings): readonly number[] {
  return [broker.tcp.port, broker.ws.port, api.port].filter((port) => port !== 0);
}
