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
 * @returns stops it and waits for nothing: a disk that takes no commit must hold up no stop, and what is left is found at the next start
 */
export function auditDeliveries(outbox: Pick<Outbox, "unaudited">, entries: EntryPort, log: Log): () => void {
  let isStopping = false;
  let timer: NodeJS.Timeout | null = null;
  let isFailing = false;

  async function enterAll(): Promise<void> {
    while (!isStopping) {
      const deliveries = await outbox.unaudited(mostAtOnce);
      if (deliveries.length === 0 || isStopping) return;
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
    if (!isStopping) timer = setTimeout(() => void run(), secondMs);
  }

  void run();
  return () => {
    isStopping = true;
    if (timer !== null) clearTimeout(timer);
  };
}
