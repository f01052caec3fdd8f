import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Order } from "../../domain/alarms/order.ts";
import type { Clock } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { toStoreError } from "../errors.ts";
import type { DeviceCredentials, TokenCredentials } from "../issue-tokens.ts";
import type {
  AccountChange,
  AcknowledgeFilter,
  InboxItem,
  KeptAccount,
  NewAccount,
  ReplayFilter,
  TrailReader,
} from "../ports.ts";
import { filesIn } from "./data-folder.ts";
import { migrateJournalFile } from "./journal/migrate-journal.ts";
import { migrate } from "./migrate.ts";
import { inTransaction, openDatabase, openForReading } from "./open-database.ts";
import type { DatabaseName, SqlRow } from "./reader-offers.ts";
import { createDeviceCredentials, createTokenCredentials } from "./state/credentials.ts";
import { addToInbox, waitingInInbox } from "./state/inbox-rows.ts";
import { givenOrders } from "./state/load-state.ts";
import { acknowledgeDeliveries, replayDeliveries } from "./state/outbox-rows.ts";
import { allAccounts, changeAccount, createAccount } from "./state/people/account-rows.ts";
import { type RuleSetCommands, ruleSetCommands } from "./state/rule-sets.ts";
import { stateMigrations } from "./state/state-schema.ts";
import { createTrailReader } from "./state/trail-reader.ts";

/** What the command line may change, whether a hub runs on the folder or not; a running hub sees it within a second. */
export interface CommandStore {
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
  readonly people: AccountCommands;
  readonly ruleSets: RuleSetCommands;
  readonly orders: OrderCommands;
  /** As `Outbox.replay` says. @param by for the audit trail */
  replay(filter: ReplayFilter, by: string): number;
  /** As `Outbox.acknowledge` says. */
  acknowledge(filter: AcknowledgeFilter, by: string): number;
  /** Lets deliveries to an endpoint that had answered 410 Gone start again. */
  enableEndpoint(endpointId: EndpointId, by: string): void;
  /** Leaves an entry for the hub, which puts it in the log. */
  enter(entry: Entry): void;
  /** The audit trail and what it records. */
  readonly trail: TrailReader;
  close(): void;
}

/** Accounts, as the command line makes and changes them. */
export interface AccountCommands {
  /** As `AccountStore.create` says. */
  create(account: NewAccount): void;
  /** As `AccountStore.change` says. */
  change(accountId: string, change: AccountChange): KeptAccount;
  list(): readonly KeptAccount[];
}

/** Silences and maintenance: a hub is asked to enter them in the log, and takes them up within a second or so. */
export interface OrderCommands {
  add(order: Order): InboxItem;
  /** Every order, in the order they were given: first those that took effect, then those that wait for a hub. */
  all(): readonly AskedOrder[];
}

/** An order, in effect or waiting. */
export interface AskedOrder {
  readonly order: Order;
  /** Our clock when it took effect; null while it waits. */
  readonly at: number | null;
}

/**
 * Opens `state.db` beside a hub that may be running; makes it where there is none yet.
 *
 * @throws {HubError} `store.read_only`, `store.schema_too_new`, `store.busy`
 */
export function openCommandStore(folder: string, clock: Clock): CommandStore {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw toStoreError(fill(storeActionTexts["make-folder"], { path }), error);
  }
  const files = filesIn(path);
  // The state's own migration looks up places in the journal: the journal is brought up to date first.
  if (existsSync(files.journalFile)) migrateJournalFile(files);
  const database = openDatabase(files.stateFile);
  migrate(database, stateMigrations(files.journalFile), files.stateFile);
  let journal: DatabaseSync | null = null;
  const read = (name: DatabaseName): DatabaseSync => {
    if (name === "state") return database;
    // Read by few commands; a folder without a log has no entries.
    journal ??= existsSync(files.journalFile) ? openForReading(files.journalFile) : emptyJournal();
    return journal;
  };
  return {
    devices: createDeviceCredentials(database, clock),
    tokens: createTokenCredentials(database, clock),
    people: {
      create: (account) => createAccount(database, account),
      change: (accountId, change) => changeAccount(database, accountId, change),
      list: () => allAccounts(database),
    },
    ruleSets: ruleSetCommands(database),
    orders: orderCommands(database),
    ...deliveryCommands(database, clock),
    enter: (entry) => void addToInbox(database, entry),
    trail: createTrailReader(
      async (name, sql, params) =>
        read(name)
          .prepare(sql)
          .all(...params) as SqlRow[],
    ),
    close() {
      journal?.close();
      database.close();
    },
  };
}

function emptyJournal(): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE input_entry (entry_seq INTEGER PRIMARY KEY, after_row INTEGER, at INTEGER, body TEXT)");
  return database;
}

/** Each in one transaction with the entry that says so in the audit trail. */
function deliveryCommands(
  database: DatabaseSync,
  clock: Clock,
): Pick<CommandStore, "replay" | "acknowledge" | "enableEndpoint"> {
  return {
    replay: (filter, by) => replayDeliveries(database, filter, { by, now: clock() }),
    acknowledge: (filter, by) => acknowledgeDeliveries(database, filter, { by, now: clock() }),
    enableEndpoint: (endpointId, by) =>
      inTransaction(database, () => {
        database.prepare("DELETE FROM endpoint_status WHERE endpoint_id = ?").run(endpointId);
        addToInbox(database, { kind: "delivery-action", by, action: { do: "enable", endpointId } });
      }),
  };
}

function orderCommands(database: DatabaseSync): OrderCommands {
  return {
    add: (order) => addToInbox(database, { kind: "order-given", order }),
    all() {
      // The hub enters what waits before it takes it out of the inbox: read in this order none is missed.
      const waiting = waitingInInbox(database);
      const asked = waiting.flatMap(({ entry }) =>
        entry.kind === "order-given" ? [{ order: entry.order, at: null }] : [],
      );
      return [...givenOrders(database).map(({ order, at }) => ({ order, at })), ...asked];
    },
  };
}
