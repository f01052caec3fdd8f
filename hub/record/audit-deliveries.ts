import { secondMs } from "../../domain/clock.ts";
import type { SettledDelivery } from "../../domain/governance/delivery.ts";
import type { RecordedEnd } from "../../domain/inputs/deliveries-settled.ts";
import type { Log } from "../../domain/log.ts";
import type { InboxIntake } from "../../processor/inbox-intake.ts";
import type { EntryPort } from "../../processor/ports.ts";
import type { Outbox } from "../../store/ports.ts";

/** Most ends in one entry of the log. */
const mostAtOnce = 500;

/**
 * Enters in the log how deliveries ended, so that the audit trail has it: what ended within a second in one entry. The store
 * marks them with the commit that writes the trail, so that a crash at any moment loses none and writes none twice. Whoever sent
 * one again is in the log before its next end: two ends without that between them were not both made by the hub.
 *
 * @returns stops it and waits for nothing: a disk that takes no commit must hold up no stop, and what is left is found at the next start
 */
export function auditDeliveries(
  outbox: Pick<Outbox, "unaudited">,
  { entries, inbox }: { readonly entries: EntryPort; readonly inbox: Pick<InboxIntake, "enterAll"> },
  log: Log,
): () => void {
  let isStopping = false;
  let timer: NodeJS.Timeout | null = null;
  let isFailing = false;

  async function enterAll(): Promise<void> {
    while (!isStopping) {
      const deliveries = await outbox.unaudited(mostAtOnce);
      if (deliveries.length === 0 || isStopping) return;
      await inbox.enterAll();
      if (isStopping) return;
      await entries.enter({ kind: "deliveries-settled", deliveries: deliveries.map(inOrder) });
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

function inOrder(end: SettledDelivery): RecordedEnd {
  return { ...end, isInOrder: true };
}
