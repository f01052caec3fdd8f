import { caseTexts, deliveryStateTexts } from "../../../locales/console/case.ts";
import { attemptListTexts } from "../../../locales/console/operations/attempts.ts";
import { auditKindTexts } from "../../../locales/console/operations/audit.ts";
import { fill } from "../../../locales/fill.ts";
import type { Delivery, DeliveryPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { useResource } from "../../live/use-resource.ts";
import { Attempts } from "../../parts/attempts/attempts.tsx";
import { Loaded } from "../../parts/states.tsx";
import { clockSpan, timeOfDay, useHubClock } from "../../parts/times.tsx";
import { byEndpoint, type EndpointDeliveries } from "./endpoint-deliveries.ts";

/** Who was told of a case's newest event, and who was not. */
export function CaseDeliveries({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const page = useResource<DeliveryPage>(`/deliveries?subject=${encodeURIComponent(caseId)}&limit=200`, [
    "deliveries",
    "cases",
  ]);
  return (
    <section class="line-list">
      <h3>{say(caseTexts.deliveries)}</h3>
      <Loaded resource={page} isEmpty={({ rows }) => rows.length === 0} empty={say(caseTexts["no-deliveries"])}>
        {({ rows }) => (
          <ul>
            {byEndpoint(rows).map((of) => (
              <EndpointRow key={of.endpointId} of={of} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

/** So many deliveries of an endpoint are listed with their attempts. */
const shownDeliveries = 10;

function EndpointRow({
  of: { endpointId, newest, rows, dead, pending, delivered },
}: {
  readonly of: EndpointDeliveries;
}) {
  const say = useSay();
  const notThere = [
    ...(dead > 0 ? [say(fill(caseTexts["deliveries-dead"], { count: dead }))] : []),
    ...(pending > 0 ? [say(fill(caseTexts["deliveries-pending"], { count: pending }))] : []),
  ];
  return (
    <li>
      <strong>{endpointId}</strong>
      <DeliveryState of={newest} />
      <span class="small muted">
        {newest.eventType} · {say(fill(caseTexts["deliveries-done"], { count: delivered }))}
      </span>
      {notThere.length > 0 && <span class="small tone-red">{notThere.join(" · ")}</span>}
      <details class="small">
        <summary>{say(attemptListTexts.title)}</summary>
        {rows.slice(0, shownDeliveries).map((row) => (
          <AttemptsOfOne key={row.deliveryId} of={row} />
        ))}
        {rows.length > shownDeliveries && (
          <a href={pathOf("deliveries")}>
            {say(fill(caseTexts["deliveries-more"], { count: rows.length - shownDeliveries }))}
          </a>
        )}
      </details>
    </li>
  );
}

function AttemptsOfOne({ of }: { readonly of: Delivery }) {
  const say = useSay();
  const kind = auditKindTexts[of.eventType];
  return (
    <div class="one-sent">
      <strong>{kind === undefined ? of.eventType : say(kind)}</strong> {say(deliveryStateTexts[of.state])}
      <Attempts of={of} />
    </div>
  );
}

function DeliveryState({ of }: { readonly of: Delivery }) {
  const say = useSay();
  const now = useHubClock();
  const tone = of.state === "dead" ? "tone-red" : of.state === "pending" && of.attempts > 0 ? "tone-yellow" : "";
  const at = of.deliveredAt === null ? "" : timeOfDay(Date.parse(of.deliveredAt));
  const next = of.nextAttemptAt === null ? null : Math.max(0, Date.parse(of.nextAttemptAt) - now);
  return (
    <span class={tone} title={of.lastDetail === null ? undefined : say(of.lastDetail)}>
      {say(deliveryStateTexts[of.state])} {at}
      {of.state === "pending" && of.attempts > 0 && next !== null && (
        <> {say(fill(caseTexts["deliveries-again"], { attempt: of.attempts + 1, left: clockSpan(next) }))}</>
      )}
      {of.state === "dead" && of.lastDetail !== null && <> {say(of.lastDetail)}</>}
    </span>
  );
}
