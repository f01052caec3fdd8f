import { readFileSync } from "node:fs";
import { createLiveFeed, type LiveFeedSource } from "../api/live-feed.ts";
import { type Broker, createBroker } from "../broker/broker.ts";
import type { LoadedCity } from "../city/load-city.ts";
import type { City } from "../domain/city/city.ts";
import { totalIdOf } from "../domain/city/counter.ts";
import type { Mode } from "../domain/city/mode.ts";
import { type Clock, systemClock } from "../domain/clock.ts";
import type { HubError } from "../domain/errors.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { changesOfSetup, lastRowsBefore } from "../domain/inputs/setup-changes.ts";
import type { Log } from "../domain/log.ts";
import { type InfluxCopy, startInflux } from "../influx/start-influx.ts";
import { isAboutNow } from "../ingest/about-now.ts";
import { acceptReadings } from "../ingest/accept-readings.ts";
import { restoreCounters } from "../ingest/counters/restore-counters.ts";
import { createIngest, type Ingest } from "../ingest/ingest.ts";
import { createNameLookup, type NameLookup } from "../name-lookup/name-lookup.ts";
import { signingKeyOf } from "../record/signing-key.ts";
import { journalBehind } from "../store/errors.ts";
import type { Effects, LatestValues } from "../store/ports.ts";
import { RecentCases } from "../store/recent-cases.ts";
import { openStore } from "../store/sqlite/open-store.ts";
import type { Store } from "../store/store.ts";
import { Dispatcher } from "../webhooks/dispatcher.ts";
import { resolveSecrets } from "../webhooks/endpoints/resolve-secrets.ts";
import { createTargetGuard } from "../webhooks/endpoints/targets.ts";
import { createSender } from "../webhooks/send.ts";
import { ownPorts } from "./deliveries/own-ports.ts";
import { reportEndpoints } from "./deliveries/report-endpoints.ts";
import { sendCommandsBy } from "./device-commands.ts";
import { keepReports } from "./device-reports.ts";
import { startModes } from "./modes/start-modes.ts";
import { openCertificates } from "./open-certificates.ts";
import { followClock } from "./own-clock/follow-clock.ts";
import { OwnClock } from "./own-clock/own-clock.ts";
import { startRecord } from "./record/start-record.ts";
import { RefusalIntake } from "./refusals/refusal-intake.ts";
import { keepRefusedClients } from "./refusals/refused-clients.ts";
import { RepeatIntake } from "./refusals/repeat-intake.ts";
import { DraftControl } from "./rule-sets/draft-control.ts";
import { startRules } from "./rule-sets/start-rules.ts";
import { requireOpenFiles } from "./settings/open-files.ts";
import type { Settings } from "./settings/settings.ts";
import { type Components, type HubAddresses, type Listening, listen, type OpenedStore } from "./start-listeners.ts";
import { type EngineOf, engineMaker, type RunningProcessor, startProcessor } from "./start-processor.ts";
import { StartedComponents } from "./started-components.ts";
import { followProgress } from "./watchdog/follow-progress.ts";
import type { WorkProgress } from "./watchdog/work-progress.ts";

export interface HubParts {
  readonly settings: Settings;
  readonly city: LoadedCity;
  readonly log: Log;
  /** Where the secrets of endpoints are looked up. */
  readonly env: NodeJS.ProcessEnv;
  /** The wall clock; where left out the machine's, held against the monotonic clock and the devices. */
  readonly clock?: Clock;
  /**
   * True where time goes by in steps: silence is counted and modes are ended by `Hub.settle` after each of them, and not every second of
   * the machine's clock in the middle of one.
   */
  readonly isStepped?: true;
  /** Told once when a thread that keeps what comes in has ended: nothing more is kept until the hub is started again. */
  readonly onBroken?: (error: HubError) => void;
  /** Closed by the hub when it stops; where left out, the one in the data folder of the settings. */
  readonly store?: Store;
  /** Makes the engine for a set of rules; where left out, as the settings say. */
  readonly engineOf?: (usual: EngineOf) => EngineOf;
}

/** The whole hub in one process, once it is up. */
export interface Hub {
  readonly addresses: HubAddresses;
  readonly store: Store;
  readonly latest: LatestValues;
  readonly live: LiveFeedSource;
  readonly broker: Broker;
  /** Whether what must not stand still moves. */
  readonly progress: WorkProgress;
  readonly counts: () => {
    readonly values: number;
    readonly observations: number;
    readonly openCases: number;
    /** Drafts among them. */
    readonly openWarnings: number;
    readonly issuedWarnings: number;
  };
  /** A code that signs an account's person in once, within ten minutes. */
  signInLink(accountId: string): string;
  /** Looks at the rule files now; resolves when what changed there has gone live or been refused. */
  reloadRules(): Promise<void>;
  /** Runs the city in another mode from now on; resolves when that is in effect. */
  setMode(mode: Mode): Promise<void>;
  /**
   * Resolves when all that was acknowledged is decided, silence is counted up to now, all of it is committed, and every delivery has been
   * tried. With a clock that stands meanwhile this ends a step of it.
   */
  settle(): Promise<void>;
  /** Called after each commit of what was decided. */
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
  const started = new StartedComponents(parts.log);
  try {
    return await startComponents(parts, started);
  } catch (error) {
    await started.stopAll();
    throw error;
  }
}

async function startComponents(parts: HubParts, started: StartedComponents): Promise<Hub> {
  const { log, settings } = parts;
  requireOpenFiles(settings.broker.maxConnections, log);
  const ownClock = new OwnClock({ wall: parts.clock ?? systemClock, monotonic: () => performance.now(), log });
  // A clock that was passed in is a test's, and is ours as it is.
  const clock = parts.clock ?? ownClock.now;
  // First of all, as it needs nothing and most often fails.
  const certificates = openCertificates(settings, { log, clock }, started);
  const opened = await openAll(parts, clock, started);
  const { store, keys, saved, live, latest } = opened;
  const names = createNameLookup();
  started.add("name look-ups", async () => names.close());
  const dispatcher = makeDispatcher(parts, { store, names, clock });
  const recentCases = new RecentCases();
  const decidedListeners: ((effects: Effects) => void)[] = [];
  const usual = engineMaker({ settings, city: parts.city, keys });
  const processor = await startProcessor({
    ...{ settings, city: parts.city, store, keys, saved, log, clock },
    engineOf: parts.engineOf?.(usual) ?? usual,
    onCommitted(effects, committed) {
      store.holdCursor("rules", effects.position);
      latest.applyFlagChanges(effects.flagChanges);
      recentCases.committed(effects);
      for (const listener of decidedListeners) listener(effects);
      live.publishTransitions(effects.transitions);
      live.publishEvents(committed.events);
      dispatcher.queued(committed.deliveries, effects.bodies);
    },
  });
  started.add("processor", () => processor.stop());
  await dispatcher.start();
  started.add("webhooks", () => dispatcher.stop());
  const startedAt = await resumeLog(opened, { processor, city: parts.city.city, clock });
  if (parts.isStepped !== true) processor.consumer.start();
  const reload = await startRules(
    { city: parts.city, store, processor, settings: { ...settings.hub, ...settings.rules }, log },
    started,
  );
  processor.inbox.start();
  started.add("inbox", () => processor.inbox.stop());
  const key = signingKeyOf(settings.store.folder);
  const { entries, inbox } = processor;
  startRecord({ settings, city: parts.city.city, store, entries, inbox, log, clock, key }, started);
  const influx = await startCopy(parts, { ...opened, clock }, started);
  // Not before every reader of the journal holds its place.
  store.startMaintenance();
  const ingest = await openIngest(parts, store);
  const keepRefused = keepRefusedClients(store.journal);
  const intake = { city: parts.city.city, keys, journal: store.journal, log };
  const refusals = new RefusalIntake(intake);
  const repeats = new RepeatIntake({ ...intake, counters: ingest.counters, startedAt });
  const broker = createBroker(settings.broker, {
    credentials: store.credentials,
    acceptReadings: acceptReadings(ingest, store.journal, {
      rejected: refusals.rejected,
      kept: (published, observations) => repeats.kept(published, observations),
    }),
    acceptReport: keepReports(store.journal, clock),
    isLive: (readings) => isAboutNow(readings, ingest.clocks),
    onRefused(refused) {
      keepRefused(refused);
      refusals.refused(refused);
    },
    isGateway: (deviceId) => ingest.isGateway(deviceId),
    isKnownDevice: (deviceId) => ingest.isKnownDevice(deviceId),
    certificates,
    allowCleartextTokens: settings.tls.allowCleartextTokens,
    ...{ log, clock },
  });
  reportEndpoints({ dispatcher, calls: processor.judging.calls, entries: processor.entries, settings, log }, started);
  const progress = followProgress(store, processor.committer, started);
  if (parts.clock === undefined) followClock(ownClock, store, started);
  const commands = sendCommandsBy(broker, settings.broker);
  const modes = startModes(
    {
      ...{ city: parts.city.city, keys, store, latest, processor, commands, clock, log },
      isStepped: parts.isStepped === true,
      rules: () => [...reload.status.running.rules.values()].map(({ value }) => value),
    },
    started,
  );
  const ruleDrafts = new DraftControl({
    ...{ city: parts.city, keys, reload, store, settings: settings.rules, clock },
    ...{ drafts: processor.judging.drafts, entries: processor.entries },
  });
  const own = { commands, modes, ruleDrafts, key, recentCases };
  const made = { ...own, dispatcher, processor, reload, influx, ingest, broker, certificates };
  const running = { ...opened, ...made, parts, clock, ownClock, progress, startedAt };
  const listening = await listen(running, started);
  return hubOf(running, listening, decidedListeners, started);
}

async function openAll(parts: HubParts, clock: Clock, started: StartedComponents): Promise<OpenedStore> {
  const { settings, city, log } = parts;
  const { onBroken = () => {} } = parts;
  const store = parts.store ?? (await openStore(settings.store, { log, clock, onBroken }));
  started.add("store", () => store.close());
  const keys = await store.journal.keysFor([...city.city.gauges.keys()]);
  const gaugeIds = new Map<GaugeKey, GaugeId>([...keys].map(([id, key]) => [key, id]));
  const latest = await store.latest(keys);
  const saved = await store.state.load();
  // One of the two is of another time, or gone: what was decided would not be decided again, or twice.
  if (saved.position.row > store.journal.end().row) throw journalBehind(saved.position.row, store.journal.end().row);
  store.holdCursor("rules", saved.position);
  const live = createLiveFeed((key) => gaugeIds.get(key) ?? null, store.journal.end().row);
  return { store, keys, latest, saved, live };
}

function makeDispatcher(
  { settings, city, env, log }: HubParts,
  { store, names, clock }: { readonly store: Store; readonly names: NameLookup; readonly clock: Clock },
): Dispatcher {
  const { webhooks } = settings;
  const signers = resolveSecrets(city.endpoints, env, (path) => readFileSync(path, "utf8"));
  const { lookup } = names;
  const guard = createTargetGuard({ allowedTargets: webhooks.allowedTargets, ownPorts: ownPorts(settings), lookup });
  const sender = createSender({ settings: webhooks, guard, clock });
  return new Dispatcher({
    endpoints: city.endpoints,
    signers,
    outbox: store.outbox,
    sender,
    settings: webhooks,
    log,
    clock,
  });
}

/**
 * Decides what earlier runs left undecided, then enters this start and what commands left in the inbox.
 *
 * @returns our clock at this start
 */
async function resumeLog(
  { store, saved, live }: OpenedStore,
  { processor, city, clock }: { readonly processor: RunningProcessor; readonly city: City; readonly clock: Clock },
): Promise<number> {
  const { consumer, inbox } = processor;
  store.journal.onCommitted((added) => {
    consumer.onCommitted(added);
    live.publishObservations(added.rows);
  });
  await consumer.catchUp();
  await enterChangesOfGauges(store, city, clock());
  const startedAt = clock();
  const entry = { kind: "hub-started", countedUpTo: saved.clock > 0 ? saved.clock : null } as const;
  await store.journal.enter({ entry, at: startedAt, onceKey: null });
  // Decided, not committed: a state that cannot be written for now keeps no device from being heard.
  await consumer.catchUp();
  await inbox.enterAll();
  return startedAt;
}

/** Takes messages in from where the journal ends: counters stand where their newest totals left them. */
async function openIngest({ city: { city }, settings }: HubParts, { journal, journalReader }: Store): Promise<Ingest> {
  const counting = [...city.gauges.values()].filter(({ counter }) => counter !== undefined);
  const keys = await journal.keysFor([...city.gauges.keys(), ...counting.map(({ id }) => totalIdOf(id))]);
  const ingest = createIngest(city, keys, settings.ingest);
  const end = journal.end();
  const changed = await journalReader.entriesOf("gauges-changed", end);
  await ingest.restateClocks(journalReader, end);
  await restoreCounters(ingest.counters, journalReader, { end, sinceRow: lastRowsBefore(changed, keys) });
  return ingest;
}

/** Enters in the log which gauges are set up otherwise than it last has it, before anything they send now. */
async function enterChangesOfGauges({ journal, journalReader }: Store, city: City, at: number): Promise<void> {
  const changes = changesOfSetup(city, await journalReader.entriesOf("gauges-changed", journal.end()));
  if (changes.length > 0) await journal.enter({ entry: { kind: "gauges-changed", changes }, at, onceKey: null });
}

async function startCopy(
  { settings, city, env, log }: HubParts,
  { store, keys, clock }: Pick<Components, "store" | "keys" | "clock">,
  started: StartedComponents,
): Promise<InfluxCopy | null> {
  if (!settings.influx.enabled) return null;
  const influx = await startInflux({
    settings: settings.influx,
    store: {
      folder: settings.store.folder,
      history: store.history,
      holdCursor: (name, position) => store.holdCursor(name, position),
    },
    city: city.city,
    keys,
    env,
    readFile: (path) => readFileSync(path, "utf8"),
    log,
    clock,
  });
  started.add("influx", () => influx.stop());
  return influx;
}

function hubOf(
  { store, latest, live, broker, ingest, processor, modes, reload, progress, dispatcher }: Components,
  { addresses, people }: Listening,
  decidedListeners: ((effects: Effects) => void)[],
  started: StartedComponents,
): Hub {
  const { cases, warnings } = processor;
  return {
    ...{ addresses, store, latest, live, broker, progress },
    signInLink: (accountId) => people.links.issue(accountId),
    counts: () => ({
      values: ingest.counts.values,
      observations: ingest.counts.observations,
      openCases: cases.openCount,
      openWarnings: warnings.openCount,
      issuedWarnings: warnings.inForceCount,
    }),
    reloadRules: () => reload.checkNow(),
    setMode: (mode) => modes.control.setByHub(mode),
    settle: async () => {
      await processor.consumer.settle();
      await modes.settle();
      await dispatcher.idle();
    },
    onEffectsCommitted: (listener) => void decidedListeners.push(listener),
    stop: async () => {
      const failure = await started.stopAll();
      if (failure !== null) throw failure;
    },
  };
}
