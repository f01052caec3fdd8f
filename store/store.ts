import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Position } from "../domain/position.ts";
import type { HubJournal } from "./group-commit.ts";
import type { JournalCounts } from "./journal-counts.ts";
import type { AmendableLatestValues } from "./latest-values.ts";
import type {
  AccountStore,
  Accounts,
  Credentials,
  History,
  Inbox,
  JournalReader,
  Outbox,
  RejectReader,
  RuleSetStore,
  StateQueries,
  StateStore,
  TokenRevocations,
  TrailReader,
} from "./ports.ts";

/** Everything that persists, behind the ports of the rooms that need it, whichever engine keeps it. */
export interface Store {
  readonly journal: HubJournal;
  readonly journalReader: JournalReader;
  readonly state: StateStore;
  readonly ruleSets: RuleSetStore;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly history: History;
  readonly queries: StateQueries;
  readonly trail: TrailReader;
  readonly rejects: RejectReader;
  readonly credentials: Credentials;
  readonly revocations: TokenRevocations;
  readonly accounts: Accounts;
  readonly people: AccountStore;
  /** Loads the newest values and follows the journal from then on. */
  latest(keysById: ReadonlyMap<GaugeId, GaugeKey>): Promise<AmendableLatestValues>;
  /** Keeps retention from what lies after a reader's position; call again to move it. */
  holdCursor(name: string, position: Position): void;
  /** Keeps the store in order at the times of its settings until `close`. */
  startMaintenance(): void;
  counts(): StoreCounts;
  /** Waits for what was appended, then lets go of everything. */
  close(): Promise<void>;
}

export interface StoreCounts extends Readonly<JournalCounts> {
  /** Sizes of the write-ahead logs; 0 where the engine has none. */
  readonly journalWalBytes: number;
  readonly stateWalBytes: number;
  /** Problems found by the last integrity check; null before the first. */
  readonly integrityProblems: number | null;
}
