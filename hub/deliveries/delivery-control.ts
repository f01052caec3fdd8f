import type { DeliveryControl } from "../../api/ports.ts";
import type { InboxIntake } from "../../processor/inbox-intake.ts";
import type { EntryPort } from "../../processor/ports.ts";
import type { Outbox } from "../../store/ports.ts";
import type { Dispatcher } from "../../webhooks/dispatcher.ts";

/** What people do about deliveries: done in the outbox with the entry for the log, which has it once this is answered. */
export function controlDeliveries(
  outbox: Pick<Outbox, "replay" | "acknowledge" | "setEndpointStatus">,
  dispatcher: Pick<Dispatcher, "reload">,
  { entries, inbox }: { readonly entries: EntryPort; readonly inbox: Pick<InboxIntake, "enterAll"> },
): DeliveryControl {
  const inEffect = async (count: number): Promise<number> => {
    if (count === 0) return count;
    await inbox.enterAll();
    await dispatcher.reload();
    return count;
  };
  return {
    replay: async (filter, who) => inEffect(await outbox.replay(filter, who)),
    acknowledge: async (filter, who) => inEffect(await outbox.acknowledge(filter, who)),
    async enable(endpointId, who) {
      await outbox.setEndpointStatus({ endpointId, disabledAt: null, reason: null });
      await entries.enter({ kind: "delivery-action", ...who, action: { do: "enable", endpointId } });
      await dispatcher.reload();
    },
  };
}
