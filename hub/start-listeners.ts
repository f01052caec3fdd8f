import { createApi } from "../api/create-api.ts";
import type { LiveFeedSource } from "../api/live-feed.ts";
import type { CommandPort, RuleDraftPort } from "../api/ports.ts";
import type { Broker } from "../broker/broker.ts";
import type { OpenListener } from "../broker/listeners/open-listeners.ts";
import type { LoadedCity } from "../city/load-city.ts";
import type { Clock } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { setupBreaks } from "../domain/inputs/setup-changes.ts";
import type { Log } from "../domain/log.ts";
import type { InfluxCopy } from "../influx/start-influx.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { calledBy } from "../people/caller.ts";
import type { People } from "../people/people.ts";
import type { SigningKey } from "../record/signing-key.ts";
import type { AmendableLatestValues } from "../store/latest-values.ts";
import type { SavedState } from "../store/ports.ts";
import { type RecentCases, withRecentCases } from "../store/recent-cases.ts";
import type { Store } from "../store/store.ts";
import type { RunningCertificates } from "../tls/server-certificates.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import { endpointsWanting } from "../webhooks/queue-deliveries.ts";
import { viewCalls } from "./calls-view.ts";
import { controlDeliveries } from "./deliveries/delivery-control.ts";
import { viewEndpoints } from "./deliveries/endpoint-views.ts";
import { followRevocations } from "./follow-revocations.ts";
import { viewForInflux } from "./influx-view.ts";
import { createMetrics } from "./metrics.ts";
import { currentMode, type RunningModes } from "./modes/start-modes.ts";
import type { OwnClock } from "./own-clock/own-clock.ts";
import { judgeReadiness } from "./readiness.ts";
import { recordPort } from "./record/record-port.ts";
import type { RulesReload } from "./rule-sets/rules-reload.ts";
import { viewRules } from "./rule-sets/rules-view.ts";
import { publicUrlOf } from "./settings/public-url.ts";
import type { Settings } from "./settings/settings.ts";
import { startPeople } from "./start-people.ts";
import type { RunningProcessor } from "./start-processor.ts";
import type { StartedComponents } from "./started-components.ts";
import { viewSuppression } from "./suppression-view.ts";
import { version } from "./version.ts";
import { viewFlow } from "./view-flow.ts";
import type { WorkProgress } from "./watchdog/work-progress.ts";

interface HubAddress {
  readonly host: string;
  readonly port: number;
}

export interface HubAddresses {
  /** Where devices connect, in the order of the settings. */
  readonly listeners: readonly OpenListener[];
  readonly api: HubAddress;
  /** Null where the API is not served over HTTPS. */
  readonly https: HubAddress | null;
}

/** The store and what is known at once from it. */
export interface OpenedStore {
  readonly store: Store;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly latest: AmendableLatestValues;
  readonly saved: SavedState;
  readonly live: LiveFeedSource;
}

/** All that runs, when it does. */
export interface Components extends OpenedStore {
  readonly parts: {
    readonly settings: Settings;
    readonly city: LoadedCity;
    readonly log: Log;
    readonly env: NodeJS.ProcessEnv;
  };
  readonly clock: Clock;
  readonly ownClock: OwnClock;
  readonly progress: WorkProgress;
  readonly dispatcher: Dispatcher;
  readonly processor: RunningProcessor;
  readonly reload: RulesReload;
  readonly commands: CommandPort;
  readonly modes: RunningModes;
  readonly ruleDrafts: RuleDraftPort;
  /** Cases that changed lately, for those who act on them. */
  readonly recentCases: RecentCases;
  readonly influx: InfluxCopy | null;
  readonly ingest: Ingest;
  readonly broker: Broker;
  /** Null where no listener speaks TLS. */
  readonly certificates: RunningCertificates | null;
  readonly key: () => SigningKey;
  /** Our clock when this run began. */
  readonly startedAt: number;
}

/** Where the hub listens, and who may sign in there. */
export interface Listening {
  readonly addresses: HubAddresses;
  readonly people: People;
}

/** Opens the API, then the broker: devices last. */
export async function listen(running: Components, started: StartedComponents): Promise<Listening> {
  const { broker } = running;
  const { settings, log, env } = running.parts;
  const own = { settings: settings.people, publicUrl: publicUrlOf(settings), env };
  const people = startPeople({ store: running.store, clock: running.clock, log, ...own }, started);
  const api = await makeApi(running, people);
  const { http, https } = await api.start();
  started.add("api", () => api.stop());
  // Looked at first, so that no token is revoked unseen between the two.
  const { store, parts } = running;
  const stopFollowing = await followRevocations({ revocations: store.revocations, broker, api, log: parts.log });
  started.add("revocations", stopFollowing);
  const listeners = await broker.start();
  started.add("broker", () => broker.stop());
  return { addresses: { listeners, api: http, https }, people };
}

async function makeApi(running: Components, people: People): Promise<ReturnType<typeof createApi>> {
  const { parts, clock, ownClock, progress, store, processor, dispatcher, reload, influx, latest, live } = running;
  const { settings, city, log } = parts;
  const { consumer, committer, entries, judging } = processor;
  const view = viewSuppression(judging, { city: city.city, latest, settings: settings.rules.watch });
  const seen = { ...running, ...processor };
  influx?.sampleFrom(() => viewForInflux({ ...seen, city: city.city, suppression: view }));
  const metrics = createMetrics({ ...seen, gaugeStates: () => view.gaugeStates(clock()) });
  const { maxSilenceMs, maxMaintenanceMs } = settings.rules.noise;
  const mode = () => currentMode(running.modes.port.history);
  return createApi(settings.api, {
    city: city.city,
    latest,
    history: influx?.history ?? store.history,
    setupBreaks: setupBreaks(await store.journalReader.entriesOf("gauges-changed", store.journal.end())),
    state: withRecentCases(store.queries, running.recentCases),
    deliveries: controlDeliveries(store.outbox, dispatcher, { entries, inbox: processor.inbox }),
    rejects: store.rejects,
    tokens: store.accounts,
    people,
    deviceTokens: store.credentials,
    payloadHints: (deviceId) => running.ingest.hints(deviceId),
    live,
    suppression: view,
    entries: {
      ...{ maxSilenceMs, maxMaintenanceMs },
      enter: (entry, caller, onceKey) => entries.enter({ ...entry, ...calledBy(caller) }, onceKey),
    },
    clocks: running.ingest.clocks,
    commands: running.commands,
    modes: running.modes.port,
    ruleDrafts: running.ruleDrafts,
    mode,
    journalSeq: () => live.lastJournalSeq(),
    rulesSeq: () => consumer.position.row,
    readiness: () =>
      judgeReadiness({
        store,
        consumer,
        reload,
        committer,
        dispatcher,
        influx,
        clock,
        ownClock,
        progress,
        settings,
      }),
    rules: () => viewRules(reload.status),
    limits: () => judging.rules.limits,
    metrics: () => metrics.text(),
    flow: () => viewFlow(seen),
    outlines: city.outlines,
    map: city.map,
    wantedBy: (event) => endpointsWanting(event, city.endpoints).map(({ id }) => id),
    publicUrl: publicUrlOf(settings),
    record: recordPort(running),
    endpoints: () =>
      viewEndpoints(city.endpoints, dispatcher.status(), { outbox: store.outbox, city: city.city, at: clock() }),
    ponding: judging.ponding,
    calls: viewCalls({ city: city.city, cases: processor.cases, judging, suppression: view, dispatcher, mode, clock }),
    certificates: running.certificates,
    allowCleartextTokens: settings.tls.allowCleartextTokens,
    ...{ log, clock, version },
  });
}
