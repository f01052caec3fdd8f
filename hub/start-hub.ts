import { readFileSync } from "node:fs";
import { createApi } from "../api/create-api.ts";
import { createLiveFeed, type LiveFeedSource } from "../api/live-feed.ts";
import type { LatestValues } from "../api/ports.ts";
import { type Broker, createBroker } from "../broker/broker.ts";
import type { TakeReadings } from "../broker/ports.ts";
import { createCaseBook } from "../cases/case-book.ts";
import type { LoadedCity } from "../city/load-city.ts";
import { type Clock, systemClock } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { Mode } from "../domain/mode.ts";
import type { StoredOrder } from "../domain/order.ts";
import { createIngest } from "../ingest/ingest.ts";
import { takeReadings } from "../ingest/take-readings.ts";
import { createEffectsWriter } from "../processor/effects-writer.ts";
import { createOrderDesk } from "../processor/order-desk.ts";
import { Oversight } from "../processor/oversight.ts";
import { createRulesReader } from "../processor/rules-reader.ts";
import type { TakePresent } from "../processor/rules-succession.ts";
import { bindQuality } from "../quality/bind-quality.ts";
import { QualityDesk } from "../quality/quality-desk.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { Effects, StateStore } from "../store/ports.ts";
import { openStore, type Store } from "../store/sqlite/open-store.ts";
import { createWarningBook } from "../warnings/warning-book.ts";
import { Dispatcher } from "../webhooks/dispatcher.ts";
import { resolveSecrets } from "../webhooks/endpoints/resolve-secrets.ts";
import { createTargetGuard } from "../webhooks/endpoints/targets.ts";
import { queueDeliveries } from "../webhooks/queue-deliveries.ts";
import { createSender } from "../webhooks/send.ts";
import { viewEndpoints } from "./endpoint-views.ts";
import { startCopy, viewForInflux } from "./influx-copy.ts";
import { createMetrics } from "./metrics.ts";
import { viewOversight } from "./oversight-view.ts";
import { judgeReadiness } from "./readiness.ts";
import { ruleSetOf } from "./rule-sets/rule-set.ts";
import { createRulesReload, type RunningRules } from "./rule-sets/rules-reload.ts";
import { viewRules } from "./rule-sets/rules-view.ts";
import type { Settings } from "./settings/settings.ts";
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
  readonly seams?: {
    readonly take?: (sound: TakeReadings) => TakeReadings;
    readonly state?: (sound: StateStore) => StateStore;
    readonly present?: TakePresent;
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
  onDecided(listener: (effects: Effects) => void): void;
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
  const started: Started[] = [];
  try {
    return await startRooms(parts, started);
  } catch (error) {
    await stopAll(started, parts.log);
    throw error;
  }
}

interface Started {
  readonly name: string;
  stop(): Promise<void>;
}

async function startRooms(parts: HubParts, started: Started[]): Promise<Hub> {
  const { settings, city: loaded, log, seams = {}, clock = systemClock } = parts;
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
  const cases = createCaseBook(city, saved.openCases);
  const warnings = createWarningBook(city, loaded.warningAreaKind, saved.openWarnings);
  // Rules come and go before one desk: what it holds is about gauges.
  const desk = new QualityDesk(bindQuality(city, keys));
  const newEngine = (rules: readonly Rule[]): RuleEngine => {
    const { alarms, unbound } = bindRules(rules, city, keys);
    return new RuleEngine(alarms, settings.rules, desk, unbound);
  };
  const engine = newEngine(loaded.rules);
  const oversight = new Oversight({
    city,
    keys,
    inhibitions: loaded.inhibitions,
    watch: settings.rules.watch,
    noise: settings.rules.noise,
  });
  const decidedListeners: ((effects: Effects) => void)[] = [];
  const writer = createEffectsWriter(
    seams.state?.(store.state) ?? store.state,
    (effects, committed) => {
      store.holdCursor("rules", effects.rulesCursor);
      latest.amend(effects.verdicts);
      for (const listener of decidedListeners) listener(effects);
      live.publishEvents(committed.events);
      dispatcher.queued(committed.deliveries);
    },
    log,
  );
  const reader = createRulesReader(
    {
      engine,
      rooms: {
        oversight,
        cases,
        warnings,
        queueDeliveries: (events) =>
          queueDeliveries(events, loaded.endpoints, { source: settings.webhooks.source, now: clock() }),
      },
      log: store.log,
      writer,
      clock,
      oldestUncommittedAt: () => store.journal.oldestUncommittedAt(),
      indexJournal: () => store.indexJournal(),
      onFailure: (error) => log.error({ err: error }, "rules cannot read the journal; restart the hub"),
      ...(seams.present === undefined ? {} : { present: seams.present }),
    },
    settings.hub,
    saved,
  );
  const running = await rulesAtStart(loaded, store, clock);
  if ((await store.ruleSets.newest())?.digest !== running.set.digest) {
    const { rules: _, ...activation } = running;
    reader.noteActivation(activation);
  }
  const position = { log: store.log, cursor: saved.rulesCursor, clock: saved.rulesClock };
  reader.noteOutcome(await oversight.restore(saved.oversight, ordersBy(saved.rulesClock, saved.orders), position));
  reader.note(await engine.restore(saved.alarms, store.log, saved.rulesCursor, saved.rulesClock));
  began("rules", async () => {
    await reader.stop();
    writer.stop();
  });
  await dispatcher.start();
  began("webhooks", () => dispatcher.stop());
  await reader.catchUp(
    start.journalSeq,
    await store.log.starts(saved.rulesCursor),
    saved.orders,
    await store.log.modes(saved.rulesCursor),
  );
  reader.takeOrders(await store.orders.untaken());
  const orders = createOrderDesk({ store: store.orders, reader, log });
  orders.start();
  began("orders", () => orders.stop());
  store.journal.onCommitted((batch) => {
    reader.onCommitted(batch);
    live.publishObservations(batch.observations);
  });
  reader.start();
  const reload = createRulesReload({
    folder: loaded.folder,
    city: loaded,
    running,
    ruleSets: store.ruleSets,
    takeOver: (rules, activation) => reader.takeOver(newEngine(rules), activation),
    log,
    clock,
    pollMs: settings.hub.filesPollMs,
  });
  reload.start();
  began("rule files", async () => reload.stop());
  const influx = await startCopy({ settings: settings.influx, store, city, keys, env: parts.env, log, clock });
  if (influx !== null) began("influx", () => influx.stop());
  // Not before every reader of the journal holds its place.
  store.startMaintenance();

  const ingest = createIngest(city, keys, settings.ingest);
  const take = takeReadings(ingest, store.journal);
  const broker = createBroker(settings.broker, {
    devices: store.devices,
    take: seams.take?.(take) ?? take,
    log,
    clock,
  });
  const view = viewOversight(oversight, { city, latest, settings: settings.rules.watch });
  const rooms = { broker, ingest, store, reader, dispatcher, cases, warnings };
  influx?.sampleFrom(() => viewForInflux({ ...rooms, city, view, start, clock }));
  const metrics = createMetrics({
    ...rooms,
    influx,
    noise: oversight.noise,
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
    oversight: view,
    orders: {
      maxSilenceMs: settings.rules.noise.maxSilenceMs,
      maxMaintenanceMs: settings.rules.noise.maxMaintenanceMs,
      give: (order) => orders.give(order),
    },
    readiness: () => judgeReadiness({ store, reader, reload, writer, dispatcher, influx, clock, settings }),
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
    reloadRules: () => reload.look(),
    setMode: async (mode) => reader.changeMode(await store.markMode(mode, clock())),
    onDecided: (listener) => {
      decidedListeners.push(listener);
    },
    stop: async () => {
      const failure = await stopAll(started, log);
      if (failure !== null) throw failure;
    },
  };
}

/** Orders that had taken effect when rules had counted up to `clock`. */
function ordersBy(clock: number, orders: readonly StoredOrder[]): readonly StoredOrder[] {
  return orders.filter(({ taken }) => taken !== null && taken.at <= clock);
}

/** The rules the city was loaded with: its own files, or the set that somebody has rolled back to. */
async function rulesAtStart({ files, placedRules }: LoadedCity, store: Store, clock: Clock): Promise<RunningRules> {
  const set = ruleSetOf(files.rules, placedRules.size);
  const pin = await store.ruleSets.pin();
  const isPinned = pin?.digest === set.digest;
  return {
    set,
    rules: placedRules,
    source: isPinned ? "rollback" : "files",
    by: isPinned ? pin.by : null,
    at: clock(),
  };
}

async function stopAll(started: Started[], log: Log): Promise<unknown> {
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
