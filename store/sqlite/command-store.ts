import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { DeliveryReplayer } from "../../api/ports.ts";
import type { Clock } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { Order, StoredOrder } from "../../domain/order.ts";
import { toStoreError } from "../errors.ts";
import { filesIn } from "./data-folder.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import {
  createDeviceCredentials,
  createTokenCredentials,
  type DeviceCredentials,
  type TokenCredentials,
} from "./state/credentials.ts";
import { addOrder, allOrders } from "./state/operator-order-rows.ts";
import { type ReplayFilter, replayDeliveries } from "./state/replay-deliveries.ts";
import { type RuleSetCommands, ruleSetCommands } from "./state/rule-sets.ts";
import { stateMigrations } from "./state/state-schema.ts";

/** What the command line may change, whether a hub runs on the folder or not; a running hub sees it at once. */
export interface CommandStore extends DeliveryReplayer {
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
  readonly ruleSets: RuleSetCommands;
  /** Silences and maintenance; a running hub takes them up within a second or so. */
  readonly orders: { add(order: Order): StoredOrder; all(): readonly StoredOrder[] };
  /** Lets deliveries to an endpoint that had answered 410 Gone start again. */
  enableEndpoint(endpointId: EndpointId): void;
  close(): void;
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
    throw toStoreError(`make data folder ${path}`, error);
  }
  const { stateFile } = filesIn(path);
  const database = openDatabase(stateFile);
  migrate(database, stateMigrations, stateFile);
  return {
    devices: createDeviceCredentials(database, clock),
    tokens: createTokenCredentials(database, clock),
    ruleSets: ruleSetCommands(database),
    orders: { add: (order) => addOrder(database, order), all: () => allOrders(database) },
    replay: async (filter: ReplayFilter) => replayDeliveries(database, filter, clock()),
    enableEndpoint: (endpointId) => {
      database.prepare("DELETE FROM endpoint_status WHERE endpoint_id = ?").run(endpointId);
    },
    close: () => database.close(),
  };
}
