import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Order } from "../../domain/alarms/order.ts";
import type { Clock } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { toStoreError } from "../errors.ts";
import type { DeviceCredentials, TokenCredentials } from "../issue-tokens.ts";
import type { InboxItem, ReplayFilter } from "../ports.ts";
import { filesIn } from "./data-folder.ts";
import { migrateJournalFile } from "./journal/migrate-journal.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { createDeviceCredentials, createTokenCredentials } from "./state/credentials.ts";
import { addToInbox, waitingInInbox } from "./state/inbox-rows.ts";
import { givenOrders } from "./state/load-state.ts";
import { replayDeliveries } from "./state/outbox-rows.ts";
import { type RuleSetCommands, ruleSetCommands } from "./state/rule-sets.ts";
import { stateMigrations } from "./state/state-schema.ts";

/** What the command line may change, whether a hub runs on the folder or not; a running hub sees it within a second. */
export interface CommandStore {
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
  readonly ruleSets: RuleSetCommands;
  readonly orders: OrderCommands;
  /** As `Outbox.replay` says. */
  replay(filter: ReplayFilter): number;
  /** Lets deliveries to an endpoint that had answered 410 Gone start again. */
  enableEndpoint(endpointId: EndpointId): void;
  close(): void;
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
  return {
    devices: createDeviceCredentials(database, clock),
    tokens: createTokenCredentials(database, clock),
    ruleSets: ruleSetCommands(database),
    orders: orderCommands(database),
    replay: (filter) => replayDeliveries(database, filter, clock()),
    enableEndpoint: (endpointId) => {
      database.prepare("DELETE FROM endpoint_status WHERE endpoint_id = ?").run(endpointId);
    },
    close: () => database.close(),
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
