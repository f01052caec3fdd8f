import type { Acting, DeliveryControl } from "../../api/ports.ts";
import type { EntryPort } from "../../processor/ports.ts";
import type { AcknowledgeFilter, Outbox } from "../../store/ports.ts";
import type { Dispatcher } from "../../webhooks/dispatcher.ts";

/** What people do about deliveries: done in the outbox, noted in the log, in effect at once. */
export function controlDeliveries(
  outbox: Pick<Outbox, "replay" | "acknowledge" | "setEndpointStatus">,
  dispatcher: Pick<Dispatcher, "reload">,
  entries: EntryPort,
): DeliveryControl {
  const note = async (
    what: "acknowledge" | "replay",
    filter: AcknowledgeFilter,
    { count, ...who }: Acting & { readonly count: number },
  ): Promise<void> => {
    if (count === 0) return;
    const which = { deliveryId: filter.deliveryId ?? null, endpointId: filter.endpointId ?? null };
    await entries.enter({ kind: "delivery-action", ...who, action: { do: what, ...which, count } });
    await dispatcher.reload();
  };
  return {
    async replay(filter, who) {
      const count = await outbox.replay(filter);
      await note("replay", filter, { count, ...who });
      return count;
    },
    async acknowledge(filter, who) {
      const count = await outbox.acknowledge(filter, who.by);
      await note("acknowledge", filter, { count, ...who });
      return count;
    },
    async enable(endpointId, who) {
      await outbox.setEndpointStatus({ endpointId, disabledAt: null, reason: null });
      await entries.enter({ kind: "delivery-action", ...who, action: { do: "enable", endpointId } });
      await dispatcher.reload();
    },
  };
}
