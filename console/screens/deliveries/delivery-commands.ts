import { type BilingualText, sameInBoth } from "../../../domain/text.ts";
import { deliveriesTexts } from "../../../locales/console/operations/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { Answer } from "../../api/client.ts";
import type { Delivery, Endpoint } from "../../api/wire.ts";
import type { Command } from "../../commands/commands.ts";

export interface DeliveryChoice {
  readonly chosen: Delivery | null;
  readonly endpoint: Endpoint | null;
  /** Dead letters of the endpoint. */
  readonly deadThere: number;
  readonly askReplay: () => void;
}

/** What can be done about the chosen delivery and the chosen endpoint. */
export function deliveryCommands({ chosen, endpoint, deadThere, askReplay }: DeliveryChoice): readonly Command[] {
  const noneDead = deadThere === 0 ? deliveriesTexts["nothing-dead"] : undefined;
  return [
    command("delivery-replay", "y", deliveriesTexts.replay, whyNoReplay(chosen), () => {
      if (chosen !== null) void replay({ deliveryId: chosen.deliveryId }, labelOf(chosen));
    }),
    command("delivery-acknowledge", "k", deliveriesTexts.acknowledge, whyNoNotice(chosen), () => {
      if (chosen !== null) void acknowledge({ deliveryId: chosen.deliveryId }, labelOf(chosen));
    }),
    command("endpoint-replay", "u", deliveriesTexts["replay-all"], noneDead, askReplay),
    command("endpoint-acknowledge", "i", deliveriesTexts["acknowledge-all"], noneDead, () => {
      if (endpoint !== null) void acknowledge({ endpointId: endpoint.endpointId }, endpoint.endpointId);
    }),
    command(
      "endpoint-enable",
      "e",
      deliveriesTexts.enable,
      endpoint === null || (endpoint.isEnabled && endpoint.goneAt === null) ? deliveriesTexts["is-enabled"] : undefined,
      () => endpoint !== null && void enable(endpoint.endpointId),
    ),
  ];
}

function command(
  id: string,
  key: string,
  title: BilingualText,
  why: BilingualText | undefined,
  run: () => void,
): Command {
  return { id, key, title, right: "deliveries.manage", ...(why === undefined ? {} : { disabledBecause: why }), run };
}

function whyNoReplay(chosen: Delivery | null): BilingualText | undefined {
  if (chosen === null) return deliveriesTexts["choose-first"];
  return chosen.state === "pending" ? deliveriesTexts["is-pending"] : undefined;
}

function whyNoNotice(chosen: Delivery | null): BilingualText | undefined {
  if (chosen === null) return deliveriesTexts["choose-first"];
  return chosen.state === "dead" ? undefined : deliveriesTexts["not-dead"];
}

function labelOf({ deliveryId, eventType }: Delivery): string {
  return `${eventType} #${deliveryId}`;
}

interface Which {
  readonly deliveryId?: number;
  readonly endpointId?: string;
  readonly state?: "dead";
}

export function replay(which: Which, label: string): Promise<Answer<unknown>> {
  const words = fill(deliveriesTexts["did-replay"], { what: sameInBoth(label) });
  return act({ path: "/deliveries/replay", body: which, about: label, words });
}

function acknowledge(which: Which, label: string): Promise<unknown> {
  const words = fill(deliveriesTexts["did-acknowledge"], { what: sameInBoth(label) });
  return act({ path: "/deliveries/acknowledge", body: which, about: label, words });
}

function enable(id: string): Promise<unknown> {
  const words = fill(deliveriesTexts["did-enable"], { id });
  return act({ path: `/endpoints/${encodeURIComponent(id)}/enable`, about: id, words });
}
