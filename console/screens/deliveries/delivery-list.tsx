import type { BilingualText } from "../../../domain/text.ts";
import { auditKindTexts } from "../../../locales/console/audit.ts";
import { deliveriesTexts, deliveryStateTexts } from "../../../locales/console/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { Delivery, DeliveryPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import type { Resource } from "../../live/use-resource.ts";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Age } from "../../parts/times.tsx";
import { OneDelivery } from "./one-delivery.tsx";

interface ListProps {
  readonly chosen: string;
  readonly choose: (deliveryId: number) => void;
  /** What can be done about the chosen one. */
  readonly commands: readonly Command[];
}

export function DeliverySection({
  title,
  empty,
  page,
  isGrave = false,
  ...props
}: ListProps & {
  readonly title: BilingualText;
  readonly empty: BilingualText;
  readonly page: Resource<DeliveryPage>;
  readonly isGrave?: boolean;
}) {
  const say = useSay();
  const count = page.body?.rows.length ?? 0;
  return (
    <section>
      <h2 class={isGrave && count > 0 ? "tone-red" : ""}>
        {say(title)}{" "}
        <span class="muted">
          {page.body === null
            ? ""
            : page.body.next === null
              ? count
              : say(fill(deliveriesTexts["at-least"], { count }))}
        </span>
      </h2>
      <Loaded resource={page} isEmpty={({ rows }) => rows.length === 0} empty={say(empty)}>
        {({ rows }) => (
          <ul class="deliveries">
            {rows.map((row) => (
              <DeliveryRow key={row.deliveryId} row={row} {...props} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function DeliveryRow({ row, chosen, choose, commands }: ListProps & { readonly row: Delivery }) {
  const say = useSay();
  const isChosen = String(row.deliveryId) === chosen;
  const kind = auditKindTexts[row.eventType];
  const { attempts, lastDetail } = row;
  return (
    <li class={isChosen ? "chosen" : ""}>
      <button type="button" aria-expanded={isChosen} onClick={() => choose(row.deliveryId)}>
        <span class="level">{row.level !== null && <Mark look={lookOfLevel(row.level)} size={22} />}</span>
        <span class="what">
          <strong>{kind === undefined ? row.eventType : say(kind)}</strong>
          {row.isUrgent && <span class="chip">{say(deliveriesTexts.urgent)}</span>}
          <span class="small muted">→ {row.endpointId}</span>
        </span>
        <span class="how">
          {say(deliveryStateTexts[row.state])} ·{" "}
          {say(attempts === 0 ? deliveriesTexts["no-attempt"] : fill(deliveriesTexts.attempts, { count: attempts }))}
          {lastDetail !== null && <span class="muted"> · {say(lastDetail)}</span>}
        </span>
        <span class="when muted">
          <Age at={row.deliveredAt ?? row.queuedAt} />
        </span>
      </button>
      {isChosen && <OneDelivery row={row} commands={commands} />}
    </li>
  );
}
