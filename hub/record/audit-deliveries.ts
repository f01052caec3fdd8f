import { secondMs } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { EntryPort } from "../../processor/ports.ts";
import type { Outbox } from "../../store/ports.ts";

/** Most ends in one entry of the log. */
const mostAtOnce = 500;

/**
 * Enters in the log how deliveries ended, so that the audit trail has it: what ended within a second in one entry. The store
 * marks them with the commit that writes the trail, so that a crash at any moment loses none and writes none twice.
 *
 * @returns stops it, once the ends so far are entered
 */
export function auditDeliveries(outbox: Pick<Outbox, "unaudited">, entries: EntryPort, log: Log): () => Promise<void> {
  let isStopping = false;
  let timer: NodeJS.Timeout | null = null;
  let isFailing = false;
  let underWay = run();

  async function enterAll(): Promise<void> {
    for (;;) {
      const deliveries = await outbox.unaudited(mostAtOnce);
      if (deliveries.length === 0) return;
      await entries.enter({ kind: "deliveries-settled", deliveries });
      if (deliveries.length < mostAtOnce) return;
    }
  }

  async function run(): Promise<void> {
    try {
      await enterAll();
      isFailing = false;
    } catch (error) {
      if (!isFailing && !isStopping) log.warn({ err: error }, "ends of deliveries cannot be entered, trying again");
      isFailing = true;
    }
    if (!isStopping) timer = setTimeout(() => (underWay = run()), secondMs);
  }

  return async () => {
    isStopping = true;
    if (timer !== null) clearTimeout(timer);
    await underWay;
    if (!isFailing) await run();
  };
}
