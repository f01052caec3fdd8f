import type { Clock } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { DeviceCredentials, TokenCredentials } from "../issue-tokens.ts";
import { loadLatestValues } from "../latest-values.ts";
import type { AccountStore, RulePin } from "../ports.ts";
import type { Store } from "../store.ts";
import { createMemoryAccounts } from "./memory-accounts.ts";
import { createMemoryHistory } from "./memory-history.ts";
import { createMemoryInbox } from "./memory-inbox.ts";
import { createMemoryJournal, MemoryLog } from "./memory-journal.ts";
import { createMemoryJournalReader } from "./memory-journal-reader.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { createMemoryQueries } from "./memory-queries.ts";
import { createMemoryRejectReader } from "./memory-rejects.ts";
import { createMemoryRuleSets } from "./memory-rule-sets.ts";
import { createMemoryState } from "./memory-state.ts";
import { createMemoryTokens, type MemoryTokens } from "./memory-tokens.ts";
import { createMemoryTrail } from "./memory-trail.ts";
import { emptyTables, flagKey, type StateTables } from "./state-tables.ts";

/** Tables that several stores in memory open one after another, as processes open a data folder. Opened by one store at a time. */
export interface MemoryContents {
  readonly log: MemoryLog;
  readonly state: StateTables;
  readonly tokens: MemoryTokens;
  readonly people: AccountStore;
}

/** A whole store in memory, and what commands would change in it. Nothing is ever deleted but rejects. */
export interface MemoryStore extends Store {
  readonly contents: MemoryContents;
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
  pinRules(pin: RulePin): void;
  releaseRules(): boolean;
  enableEndpoint(endpointId: EndpointId): void;
}

export interface MemoryStoreOptions {
  readonly clock: Clock;
  /** Those of an earlier store, closed or cut off; new where left out. */
  readonly contents?: MemoryContents;
  readonly maxCommitRows?: number;
}

const rejectLimits = { keepRejects: 10_000, keepRejectBytes: 67_108_864 };

export function emptyContents(clock: Clock, limits = rejectLimits): MemoryContents {
  return {
    log: new MemoryLog(limits),
    state: emptyTables(),
    tokens: createMemoryTokens(clock),
    people: createMemoryAccounts(),
  };
}

export function openMemoryStore({
  clock,
  contents = emptyContents(clock),
  maxCommitRows = 8_192,
}: MemoryStoreOptions): MemoryStore {
  const { log, state, tokens } = contents;
  const journal = createMemoryJournal(log, { maxCommitRows, clock });
  const history = createMemoryHistory(log, (gaugeId, observedAt) =>
    state.flagChanges.get(flagKey({ gaugeId, observedAt })),
  );
  const ruleSets = createMemoryRuleSets(state);
  return {
    contents,
    journal,
    journalReader: createMemoryJournalReader(log),
    state: createMemoryState(state),
    ruleSets,
    inbox: createMemoryInbox(state),
    outbox: createMemoryOutbox(state, clock),
    history,
    queries: createMemoryQueries(state),
    trail: createMemoryTrail(log, state),
    rejects: createMemoryRejectReader(log),
    credentials: tokens.credentials,
    accounts: tokens.accounts,
    people: contents.people,
    revocations: tokens.revocations,
    devices: tokens.devices,
    tokens: tokens.tokens,
    latest: (keysById) => loadLatestValues({ journal, history, keysById }),
    holdCursor: () => {},
    startMaintenance: () => {},
    counts: () => ({ ...journal.counts, journalWalBytes: 0, stateWalBytes: 0, integrityProblems: null }),
    close: () => journal.flush(),
    pinRules: (pin) => ruleSets.pinTo(pin),
    releaseRules: () => ruleSets.release(),
    enableEndpoint(endpointId) {
      state.endpointStatuses.delete(endpointId);
      state.outboxRevision += 1;
    },
  };
}
