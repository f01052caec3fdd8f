import type { Duplex } from "node:stream";
import type { Aedes } from "aedes";
import type { BrokerState } from "../broker-state.ts";
import type { OpenListeners } from "./open-listeners.ts";

/** How long to wait for publishes under way, and then for connections to hang up; together below 10 s. */
const finishPublishesMs = 8000;
const hangUpMs = 500;

/** Accepts and reads no more, lets what is being kept finish and be acknowledged, then closes all. */
export async function shutDownBroker(state: BrokerState, aedes: Aedes, listeners: OpenListeners): Promise<void> {
  state.isStopping = true;
  const allClosed = listeners.close();
  for (const connection of state.connections.values()) {
    connection.stopReading();
    connection.device?.publishQueue.close();
  }
  await publishesFinished(state);
  await hangUp(state);
  await allClosed;
  await closeAedes(aedes);
}

export function closeAedes(aedes: Aedes): Promise<void> {
  return new Promise((resolve) => aedes.close(() => resolve()));
}

async function publishesFinished(state: BrokerState): Promise<void> {
  if (state.publishesInFlight > 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, finishPublishesMs);
      state.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    state.onIdle = null;
  }
  // Aedes writes PUBREC after a few turns of its own
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets acknowledgements already written arrive: bytes are followed by FIN, not by a reset. */
async function hangUp(state: BrokerState): Promise<void> {
  const conns: Duplex[] = [];
  for (const connection of state.connections.values()) {
    connection.closeReason ??= "stopped";
    conns.push(connection.conn);
    connection.conn.resume();
    connection.conn.end();
  }
  const gone = Promise.all(
    conns.map((conn) => new Promise((resolve) => (conn.closed ? resolve(null) : conn.once("close", resolve)))),
  );
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, hangUpMs).unref())]);
  for (const connection of [...state.connections.values()]) connection.close("stopped");
}
