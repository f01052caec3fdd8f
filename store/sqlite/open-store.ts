import type { Clock } from "../../domain/clock.ts";
import type { HubError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import type { Position } from "../../domain/position.ts";
import { loadLatestValues } from "../latest-values.ts";
import type { StoreSettings } from "../settings.ts";
import type { Store } from "../store.ts";
import { type BackupProgress, backupTo } from "./backup.ts";
import { settleRestored } from "./backup-manifest.ts";
import { Damage, noticing } from "./damage.ts";
import { type DataFolder, openDataFolder } from "./data-folder.ts";
import { createHistory } from "./history/history.ts";
import { indexNow } from "./journal/index-now.ts";
import { createJournal } from "./journal/journal.ts";
import type { JournalOffers, JournalStart } from "./journal/journal-offers.ts";
import { createJournalReader } from "./journal/journal-reader.ts";
import { requireRoomFor } from "./journal/journal-space.ts";
import { migrateJournalFile } from "./journal/migrate-journal.ts";
import { createRejectReader } from "./journal/reject-reader.ts";
import { type MaintenanceJobs, startMaintenance } from "./maintenance.ts";
import type { ReaderOffers } from "./reader-offers.ts";
import { type IntegrityProblem, runIntegrityCheck, runRetention, runRollup } from "./run-jobs.ts";
import { startLastingReader } from "./start-reader.ts";
import { createTokenReaders } from "./state/credentials.ts";
import { createAccountStore } from "./state/people/account-store.ts";
import type { StateOffers, StateStart } from "./state/state-offers.ts";
import { createStateQueries } from "./state/state-queries.ts";
import { createInbox, createOutbox, createRuleSetStore, createStateStore } from "./state/state-store.ts";
import { createTrailReader } from "./state/trail-reader.ts";
import { startThread, type Thread } from "./thread.ts";
import { walBytes } from "./wal-bytes.ts";

/** A store in a data folder of this machine. */
export interface SqliteStore extends Store {
  readonly folder: string;
  readonly jobs: MaintenanceJobs;
  backup(folder: string, onProgress?: (progress: BackupProgress) => void): Promise<void>;
}

export interface StoreOpening {
  readonly log: Log;
  readonly clock: Clock;
  /**
   * Told once when a thread that writes has ended although nobody stopped it: nothing more is kept, and only a new process
   * helps. Readers are started again.
   */
  readonly onBroken?: (error: HubError) => void;
}

/**
 * Opens the data folder for this hub alone, brings both databases to the newest schema and starts the threads.
 *
 * @throws {HubError} `store.folder_in_use`, `store.read_only`, `store.not_durable`, `store.schema_too_new`,
 *   `store.corrupt`, `store.disk_full`, `store.backup_incomplete`, `store.backup_damaged`
 */
export async function openStore(settings: StoreSettings, opening: StoreOpening): Promise<SqliteStore> {
  const folder = openDataFolder(settings.folder);
  try {
    await settleRestored(folder.path);
    requireRoomFor(folder.path, settings.minFreeBytes);
    // The state's own migration looks up places in the journal: the journal is brought up to date first.
    migrateJournalFile(folder);
    const threads = await startThreads(folder, settings, opening);
    return await openOn(folder, { settings, threads, ...opening }).catch(async (error: unknown) => {
      await stopThreads(threads);
      throw error;
    });
  } catch (error) {
    folder.release();
    throw error;
  }
}

interface OpenParts {
  readonly settings: StoreSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly threads: Threads;
}

async function openOn(folder: DataFolder, parts: OpenParts): Promise<SqliteStore> {
  const { settings, log, clock } = parts;
  const damage = new Damage(log);
  const threads: Threads = {
    journalThread: noticing(parts.threads.journalThread, "journal", damage),
    stateThread: noticing(parts.threads.stateThread, "state", damage),
    logReader: noticing(parts.threads.logReader, "either", damage),
    apiReader: noticing(parts.threads.apiReader, "either", damage),
  };
  const { journalThread, stateThread, logReader, apiReader } = threads;
  const journal = await createJournal(journalThread, { maxCommitRows: settings.maxCommitRows, clock });
  const history = createHistory(apiReader);
  const held = new Map<string, Position>();
  const jobs = createJobs(folder, { settings, clock, threads, held, damage });
  let stopMaintenance = (): void => {};

  return {
    folder: folder.path,
    journal,
    journalReader: createJournalReader(logReader, { index: () => indexNow(journalThread) }),
    state: createStateStore(stateThread),
    ruleSets: createRuleSetStore(stateThread),
    inbox: createInbox(stateThread),
    outbox: createOutbox(stateThread, clock),
    history,
    queries: createStateQueries(apiReader),
    trail: createTrailReader((database, sql, params) => apiReader.call("rows", database, sql, params)),
    rejects: createRejectReader(apiReader),
    ...createTokenReaders(apiReader),
    people: createAccountStore(apiReader, stateThread),
    jobs,
    latest: (keysById) => loadLatestValues({ journal, history, keysById }),
    holdCursor: (name, position) => held.set(name, position),
    startMaintenance() {
      stopMaintenance();
      stopMaintenance = startMaintenance(settings, jobs, log);
    },
    backup: (to, onProgress) => backupTo(to, folder.path, onProgress),
    counts: () => ({
      ...journal.counts,
      journalWalBytes: walBytes(folder.journalFile),
      stateWalBytes: walBytes(folder.stateFile),
      integrityProblems: damage.problems,
    }),
    async close() {
      stopMaintenance();
      await journal.flush();
      await stopThreads(threads);
      folder.release();
    },
  };
}

/** The jobs of a data folder. */
function createJobs(
  folder: DataFolder,
  {
    settings,
    clock,
    threads,
    held,
    damage,
  }: Omit<OpenParts, "log"> & {
    readonly held: ReadonlyMap<string, Position>;
    readonly damage: Damage;
  },
): MaintenanceJobs {
  const check = async (isQuick: boolean): Promise<readonly IntegrityProblem[]> => {
    const problems = await runIntegrityCheck(folder, isQuick);
    damage.checked(problems);
    return problems;
  };
  const { journalThread: journal, stateThread: state, apiReader: reader } = threads;
  return {
    runRetention: () =>
      runRetention({ settings, clock, journal, state, reader, files: folder, held: () => [...held.values()] }),
    runRollup: () => runRollup({ journal, files: folder }),
    runIntegrityCheck: () => check(false),
    runQuickCheck: () => check(true),
  };
}

interface Threads {
  readonly journalThread: Thread<JournalOffers>;
  readonly stateThread: Thread<StateOffers>;
  /** Reads the log for the processor; no long query is in front of it. */
  readonly logReader: Thread<ReaderOffers>;
  /** Reads lists, history and tokens. */
  readonly apiReader: Thread<ReaderOffers>;
}

async function startThreads(
  folder: DataFolder,
  settings: StoreSettings,
  { log, onBroken }: StoreOpening,
): Promise<Threads> {
  const { journalFile, stateFile } = folder;
  const files = { journalFile, stateFile };
  const journalStart: JournalStart = { ...settings, ...files, folder: folder.path };
  const stateStart: StateStart = files;
  // Writers first: they make and migrate what the readers open.
  const [journalThread, stateThread] = await allOrNone([
    startThread<JournalOffers>(new URL("./journal/journal-thread.ts", import.meta.url), journalStart, onBroken),
    startThread<StateOffers>(new URL("./state/state-thread.ts", import.meta.url), stateStart, onBroken),
  ]);
  try {
    const [logReader, apiReader] = await allOrNone([startLastingReader(files, log), startLastingReader(files, log)]);
    return { journalThread, stateThread, logReader, apiReader };
  } catch (error) {
    await Promise.all([journalThread.stop(), stateThread.stop()]);
    throw error;
  }
}

/** Readers first, so that the last writer leaves clean files without a write-ahead log. */
async function stopThreads({ journalThread, stateThread, logReader, apiReader }: Threads): Promise<void> {
  await Promise.all([logReader.stop(), apiReader.stop()]);
  await Promise.all([journalThread.stop(), stateThread.stop()]);
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
