import { useState } from "preact/hooks";
import { deliveriesTexts } from "../../../locales/console/deliveries.ts";
import type { Delivery, DeliveryPage, EndpointList } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useReload } from "../../live/use-reload.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { DeliveriesHead } from "./deliveries-head.tsx";
import { deliveryCommands } from "./delivery-commands.ts";
import { DeliverySection } from "./delivery-list.tsx";
import { EndpointCards } from "./endpoint-cards.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import "../../parts/pane.css";
import "./deliveries.css";

/** Dead letters asked for at most; more are said to be more. */
export const mostDead = 500;

/** Endpoints with what waits for them; what could not be delivered first. */
export function DeliveriesScreen({ id }: ScreenProps) {
  const say = useSay();
  const endpoints = useResource<EndpointList>("/endpoints", ["deliveries"]);
  const dead = useResource<DeliveryPage>(`/deliveries?state=dead&limit=${mostDead}`, ["deliveries"]);
  const waiting = useResource<DeliveryPage>("/deliveries?state=pending&limit=100", ["deliveries"]);
  const recent = useResource<DeliveryPage>("/deliveries?state=delivered&limit=50", ["deliveries"]);
  useReload(endpoints, 15_000);
  const [endpointId, setEndpoint] = useState<string | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const rows = [dead, waiting, recent].flatMap(({ body }) => body?.rows ?? []);
  const chosen = rows.find(({ deliveryId }) => String(deliveryId) === id) ?? null;
  const known = endpoints.body?.rows ?? [];
  const endpoint = known.find((each) => each.endpointId === (endpointId ?? chosen?.endpointId)) ?? known[0] ?? null;
  const deadThere = (dead.body?.rows ?? []).filter((each) => each.endpointId === endpoint?.endpointId).length;
  const commands = deliveryCommands({ chosen, endpoint, deadThere, askReplay: () => setReplaying(true) });
  useCommands([...stepCommands(rows, id), ...commands]);
  const list = { chosen: id, choose: choose(id), commands: commands.filter((each) => each.id.startsWith("delivery-")) };
  return (
    <div class="pane-list">
      <DeliveriesHead endpoints={endpoints} dead={dead} />
      <Loaded
        resource={endpoints}
        isEmpty={(all) => all.rows.length === 0}
        empty={say(deliveriesTexts["no-endpoints"])}
      >
        {(all) => (
          <EndpointCards
            endpoints={all.rows}
            chosen={endpoint?.endpointId ?? null}
            choose={setEndpoint}
            commands={commands.filter((each) => each.id.startsWith("endpoint-"))}
          />
        )}
      </Loaded>
      <DeliverySection title={deliveriesTexts.dead} empty={deliveriesTexts["no-dead"]} page={dead} isGrave {...list} />
      <DeliverySection title={deliveriesTexts.waiting} empty={deliveriesTexts["no-waiting"]} page={waiting} {...list} />
      <DeliverySection title={deliveriesTexts.recent} empty={deliveriesTexts["no-recent"]} page={recent} {...list} />
      {isReplaying && endpoint !== null && (
        <ReplayDialog endpointId={endpoint.endpointId} count={deadThere} onClose={() => setReplaying(false)} />
      )}
    </div>
  );
}

function choose(before: string): (deliveryId: number) => void {
  return (deliveryId) => {
    const next = String(deliveryId);
    goTo(next === before ? pathOf("deliveries") : pathOf("deliveries", next), { replace: before !== "" });
  };
}

function stepCommands(rows: readonly Delivery[], id: string): readonly Command[] {
  const at = rows.findIndex(({ deliveryId }) => String(deliveryId) === id);
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined && String(next.deliveryId) !== id) choose(id)(next.deliveryId);
  };
  return [
    { id: "deliveries-next", key: "]", title: deliveriesTexts.next, run: () => step(1) },
    { id: "deliveries-previous", key: "[", title: deliveriesTexts.previous, run: () => step(-1) },
  ];
}
