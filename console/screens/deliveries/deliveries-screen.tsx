import { useState } from "preact/hooks";
import { deliveriesTexts } from "../../../locales/console/operations/deliveries.ts";
import type { DeliveryPage, EndpointList } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { useEvery } from "../../live/use-every.ts";
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
const mostDead = 500;

/** Endpoints with what waits for them; what could not be delivered first. */
export function DeliveriesScreen({ id }: ScreenProps) {
  const say = useSay();
  const endpoints = useResource<EndpointList>("/endpoints", ["deliveries"]);
  const dead = useResource<DeliveryPage>(`/deliveries?state=dead&limit=${mostDead}`, ["deliveries"]);
  const waiting = useResource<DeliveryPage>("/deliveries?state=pending&limit=100", ["deliveries"]);
  const recent = useResource<DeliveryPage>("/deliveries?state=delivered&limit=50", ["deliveries"]);
  useEvery(15_000, endpoints.reload);
  const [endpointId, setEndpoint] = useState<string | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const rows = [dead, waiting, recent].flatMap(({ body }) => body?.rows ?? []);
  const chosen = rows.find(({ deliveryId }) => String(deliveryId) === id) ?? null;
  const known = endpoints.body?.rows ?? [];
  const endpoint = known.find((each) => each.endpointId === (endpointId ?? chosen?.endpointId)) ?? known[0] ?? null;
  const deadThere = (dead.body?.rows ?? []).filter((each) => each.endpointId === endpoint?.endpointId).length;
  const commands = deliveryCommands({ chosen, endpoint, deadThere, askReplay: () => setReplaying(true) });
  const steps = stepCommands({
    ...{ of: "deliveries", titles: deliveriesTexts, rows },
    at: rows.findIndex(({ deliveryId }) => String(deliveryId) === id),
    go: ({ deliveryId }) => String(deliveryId) !== id && choose(id)(deliveryId),
  });
  useCommands([...steps, ...commands]);
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
