import type { DeliveryReplayer, History, RejectReader, StateReader, TokenVerifier } from "../../api/ports.ts";
import type { DeviceDirectory } from "../../broker/ports.ts";
import type { Clock } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import type { Mode } from "../../domain/mode.ts";
import type { Outbox } from "../../webhooks/ports.ts";
import type {
  GaugeRegistry,
  HubStart,
  JournalReader,
  ModeChange,
  OrderStore,
  RuleSetStore,
  StateStore,
} from "../ports.ts";
import type { StoreSettings } from "../settings.ts";
import { type BackupProgress, backupTo } from "./backup.ts";
import { type DataFolder, openDataFolder } from "./data-folder.ts";
import { createHistory } from "./history/history.ts";
import { createGaugeRegistry } from "./journal/gauge-registry.ts";
import { indexNow } from "./journal/index-now.ts";
import { createJournal, type HubJournal, type JournalCounts } from "./journal/journal.ts";
import type { JournalOffers, JournalStart } from "./journal/journal-offers.ts";
import { createJournalReader } from "./journal/journal-reader.ts";
import { type AmendableLatestValues, loadLatestValues } from "./journal/latest-values.ts";
import { createRejectReader } from "./journal/reject-reader.ts";
import { type MaintenanceJobs, startMaintenance } from "./maintenance.ts";
import { openForReading } from "./open-database.ts";
import type { ReaderOffers } from "./reader-offers.ts";
import { runIntegrityCheck, runRetention, runRollup } from "./run-jobs.ts";
import { createDeviceDirectory, createTokenVerifier } from "./state/credentials.ts";
import type { StateOffers, StateStart } from "./state/state-offers.ts";
import { createStateReader } from "./state/state-reader.ts";
import {
  createDeliveryReplayer,
  createOrderStore,
  createOutbox,
  createRuleSetStore,
  createStateStore,
} from "./state/state-store.ts";
import { startThread, type Thread } from "./thread.ts";
import { walBytes } from "./wal-bytes.ts";

/** Everything that persists, behind the ports of the rooms that need it. */
export interface Store {
  readonly folder: string;
  readonly journal: HubJournal;
  readonly journalReader: JournalReader;
  readonly state: StateStore;
  readonly ruleSets: RuleSetStore;
  readonly outbox: Outbox;
  readonly orders: OrderStore;
  readonly history: History;
  readonly reader: StateReader;
  readonly rejects: RejectReader;
  readonly replayer: DeliveryReplayer;
  readonly devices: DeviceDirectory;
  readonly tokens: TokenVerifier;
  readonly gauges: GaugeRegistry;
  readonly jobs: MaintenanceJobs;
  /** Loads the newest values and follows the journal from then on. */
  latest(keysById: ReadonlyMap<GaugeId, GaugeKey>): Promise<AmendableLatestValues>;
  /**
   * Notes that the hub listens again from `at`; the mark stands in journal order.
   *
   * @param countedUpTo our clock up to which rules of the run before had counted silence and committed it
   */
  markStart(at: number, countedUpTo?: number): Promise<HubStart>;
  /** Notes that the city is run in another mode from `at` on; the mark stands in journal order. */
  markMode(mode: Mode, at: number): Promise<ModeChange>;
  /** Keeps retention below a reader's position; call again to move it. */
  holdCursor(name: string, journalSeq: number): void;
  /** Brings the order by gauge up to the newest row; readings are committed meanwhile. */
  indexJournal(): Promise<void>;
  /** Runs the jobs at their times until `close`. */
  startMaintenance(): void;
  backup(folder: string, onProgress?: (progress: BackupProgress) => void): Promise<void>;
  counts(): StoreCounts;
  /** Waits for what was appended, then ends the threads and gives the folder back. */
  close(): Promise<void>;
}

export interface StoreCounts extends Readonly<JournalCounts> {
  /** Size of the write-ahead logs. */
  readonly journalWalBytes: number;
  readonly stateWalBytes: number;
  /** Problems found by the last integrity check; null before the first. */
  readonly integrityProblems: number | null;
}

/**
 * Opens the data folder for this hub alone, brings both databases to the newest schema and starts the threads.
 *
 * @throws {HubError} `store.folder_in_use`, `store.read_only`, `store.not_durable`, `store.schema_too_new`,
 *   `store.corrupt`, `store.disk_full`
 */
export async function openStore(
  settings: StoreSettings,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): Promise<Store> {
  const folder = openDataFolder(settings.folder);
  try {
    return await openIn(folder, settings, log, clock);
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function openIn(folder: DataFolder, settings: StoreSettings, log: Log, clock: Clock): Promise<Store> {
  const threads = await startThreads(folder, settings);
  const { journalThread, stateThread, rulesReader, apiReader } = threads;
  const credentials = openForReading(folder.stateFile);
  const gauges = await createGaugeRegistry(journalThread);
  const journal = createJournal(journalThread, { maxCommitRows: settings.maxCommitRows, clock });
  const heldCursors = new Map<string, number>();
  let integrityProblems: number | null = null;
  let stopMaintenance = (): void => {};

  const jobs: MaintenanceJobs = {
    runRetention: () =>
      runRetention({
        settings,
        clock,
        journal: journalThread,
        state: stateThread,
        reader: apiReader,
        cursors: () => [...heldCursors.values()],
      }),
    runRollup: () => runRollup({ journal: journalThread }),
    async runIntegrityCheck() {
      const problems = await runIntegrityCheck({ journalFile: folder.journalFile, stateFile: folder.stateFile });
      integrityProblems = problems.length;
      return problems;
    },
  };

  return {
    folder: folder.path,
    journal,
    journalReader: createJournalReader(rulesReader),
    state: createStateStore(stateThread),
    ruleSets: createRuleSetStore(stateThread),
    outbox: createOutbox(stateThread),
    orders: createOrderStore(stateThread),
    history: createHistory(apiReader, gauges),
    reader: createStateReader(apiReader),
    rejects: createRejectReader(apiReader),
    replayer: createDeliveryReplayer(stateThread, clock),
    devices: createDeviceDirectory(credentials),
    tokens: createTokenVerifier(credentials),
    gauges,
    jobs,
    latest: (keysById) => loadLatestValues(journal, journalThread, apiReader, keysById),
    async markStart(at, countedUpTo) {
      const journalSeq = await journalThread.call("markStart", at, countedUpTo ?? null);
      return { journalSeq, startedAt: at, ...(countedUpTo === undefined ? {} : { countedUpTo }) };
    },
    async markMode(mode, at) {
      return { journalSeq: await journalThread.call("markMode", mode, at), at, mode };
    },
    indexJournal: () => indexNow(journalThread),
    holdCursor: (name, journalSeq) => heldCursors.set(name, journalSeq),
    startMaintenance() {
      stopMaintenance();
      stopMaintenance = startMaintenance(settings, jobs, log);
    },
    backup: (to, onProgress) => backupTo(to, folder.path, onProgress),
    counts: () => ({
      ...journal.counts,
      journalWalBytes: walBytes(folder.journalFile),
      stateWalBytes: walBytes(folder.stateFile),
      integrityProblems,
    }),
    async close() {
      stopMaintenance();
      await journal.flush();
      credentials.close();
      // Readers first, so that the last writer leaves clean files without a write-ahead log.
      await Promise.all([rulesReader.stop(), apiReader.stop()]);
      await Promise.all([journalThread.stop(), stateThread.stop()]);
      folder.release();
    },
  };
}

interface Threads {
  readonly journalThread: Thread<JournalOffers>;
  readonly stateThread: Thread<StateOffers>;
  readonly rulesReader: Thread<ReaderOffers>;
  readonly apiReader: Thread<ReaderOffers>;
}

async function startThreads(folder: DataFolder, settings: StoreSettings): Promise<Threads> {
  const journalStart: JournalStart = { ...settings, folder: folder.path, file: folder.journalFile };
  const stateStart: StateStart = { file: folder.stateFile };
  const files = { journalFile: folder.journalFile, stateFile: folder.stateFile };
  const startReader = () => startThread<ReaderOffers>("./reader-thread.ts", files);
  // Writers first: they make and migrate what the readers open.
  const [journalThread, stateThread] = await allOrNone([
    startThread<JournalOffers>("./journal/journal-thread.ts", journalStart),
    startThread<StateOffers>("./state/state-thread.ts", stateStart),
  ]);
  try {
    const [logReader, apiReader] = await allOrNone([startReader(), startReader()]);
    return { journalThread, stateThread, rulesReader: logReader, apiReader };
  } catch (error) {
    await Promise.all([journalThread.stop(), stateThread.stop()]);
    throw error;
  }
}

/** Two threads, or the first error with neither left running. */
async function allOrNone<A extends Stoppable, B extends Stoppable>(
  starting: readonly [Promise<A>, Promise<B>],
): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled(starting);
  if (a.status === "fulfilled" && b.status === "fulfilled") return [a.value, b.value];
  for (const started of [a, b]) if (started.status === "fulfilled") await started.value.stop();
  throw a.status === "rejected" ? a.reason : (b as PromiseRejectedResult).reason;
}

interface Stoppable {
  stop(): Promise<void>;
}
