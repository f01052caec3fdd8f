import { useEffect, useRef } from "preact/hooks";
import { sameInBoth } from "../../../domain/text.ts";
import { deliveriesTexts } from "../../../locales/console/operations/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import type { Delivery } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import { Attempts } from "../../parts/attempts/attempts.tsx";
import { CommandButton } from "../../parts/buttons.tsx";
import { shortTime, timeOfDay, useHubClock } from "../../parts/times.tsx";

/** How a delivery went so far, and what can be done about it. */
export function OneDelivery({ row, commands }: { readonly row: Delivery; readonly commands: readonly Command[] }) {
  const say = useSay();
  const now = useHubClock(30_000);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), []);
  const time = (at: string) => `${shortTime(Date.parse(at), now)} (${timeOfDay(Date.parse(at))})`;
  return (
    <div class="one-delivery" ref={shown}>
      <dl class="facts">
        <dt>{say(deliveriesTexts.event)}</dt>
        <dd>
          {row.eventType} · {row.eventId} · {row.subject}
        </dd>
        <dt>{say(deliveriesTexts.queued)}</dt>
        <dd>{time(row.queuedAt)}</dd>
        <dt>{say(deliveriesTexts["last-attempt"])}</dt>
        <dd>
          {row.lastDetail === null ? say(deliveriesTexts["no-attempt"]) : say(row.lastDetail)}
          {row.lastStatus !== null && ` · HTTP ${row.lastStatus}`} ·{" "}
          {say(fill(deliveriesTexts.attempts, { count: row.attempts }))}
        </dd>
        {row.nextAttemptAt !== null && <dt>{say(deliveriesTexts["next-attempt"])}</dt>}
        {row.nextAttemptAt !== null && <dd>{time(row.nextAttemptAt)}</dd>}
        {row.deliveredAt !== null && <dt>{say(deliveriesTexts["delivered-at"])}</dt>}
        {row.deliveredAt !== null && <dd>{time(row.deliveredAt)}</dd>}
      </dl>
      <Attempts of={row} />
      {row.acknowledgedBy !== null && (
        <p>{say(fill(deliveriesTexts.acknowledged, { by: sameInBoth(row.acknowledgedBy) }))}</p>
      )}
      <div class="pane-acts">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} />
        ))}
      </div>
    </div>
  );
}
