import { sameInBoth } from "../../../domain/text.ts";
import { deliveriesTexts } from "../../../locales/console/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import type { DeliveryPage, Endpoint, EndpointList } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Resource } from "../../live/use-resource.ts";
import { shortSpan, useHubClock } from "../../parts/times.tsx";

/** What was given up and what waits, in one sentence. */
export function DeliveriesHead({
  endpoints,
  dead,
}: {
  readonly endpoints: Resource<EndpointList>;
  readonly dead: Resource<DeliveryPage>;
}) {
  const say = useSay();
  const now = useHubClock(5_000);
  const rows = endpoints.body?.rows ?? [];
  const pending = rows.reduce((sum, each) => sum + each.pending, 0);
  const lost = rows.reduce((sum, each) => sum + each.lostUrgents, 0);
  const count = dead.body?.rows.length ?? 0;
  const many = dead.body?.next === null ? sameInBoth(String(count)) : fill(deliveriesTexts["at-least"], { count });
  const oldest = oldestOf(rows);
  return (
    <header class="pane-head">
      <h1>{say(deliveriesTexts.title)}</h1>
      {endpoints.body !== null && dead.body !== null && (
        <p class="of-now" role="status">
          <span class={count > 0 ? "tone-red" : ""}>
            {say(
              count === 0
                ? fill(deliveriesTexts["none-dead"], { pending })
                : fill(deliveriesTexts["some-dead"], { dead: many, lost, pending }),
            )}
          </span>{" "}
          {oldest !== null &&
            say(fill(deliveriesTexts["oldest-is"], { id: oldest.id, age: shortSpan(now - oldest.at) }))}
        </p>
      )}
    </header>
  );
}

function oldestOf(rows: readonly Endpoint[]): { readonly id: string; readonly at: number } | null {
  const waiting = rows.flatMap(({ endpointId: id, oldestQueuedAt }) =>
    oldestQueuedAt === null ? [] : [{ id, at: Date.parse(oldestQueuedAt) }],
  );
  return waiting.sort((a, b) => a.at - b.at)[0] ?? null;
}
