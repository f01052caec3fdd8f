import type { Log } from "../domain/log.ts";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../store/ports.ts";
import type { JournalConsumer } from "./consumer-ports.ts";

/** How long an order given on the command line waits at most for a running hub to take it up. */
const pollMs = 1_000;

/** Brings orders of operators from where they are kept to where they take effect. */
export interface OrderIntake {
  /** Resolves once the order is on disk and in effect. */
  submit(order: Order): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createOrderIntake({
  store,
  reader: consumer,
  log,
}: {
  readonly store: OrderStore;
  readonly reader: Pick<JournalConsumer, "applyOrders">;
  readonly log: Log;
}): OrderIntake {
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();
  let hasFailed = false;

  /** Orders take effect in the order in which they were given, whoever gave them. */
  function takeAll(): Promise<void> {
    underWay = underWay.catch(() => {}).then(async () => consumer.applyOrders(await store.unapplied()));
    return underWay;
  }

  async function poll(): Promise<void> {
    try {
      await takeAll();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error }, "cannot look for orders of operators; tried again every second");
      hasFailed = true;
    }
  }

  return {
    async submit(order) {
      await store.add(order);
      await takeAll();
    },
    start() {
      timer = setInterval(() => void poll(), pollMs);
      timer.unref();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await underWay.catch(() => {});
    },
  };
}
