import { deliveriesTexts } from "../../../locales/console/operations/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import type { Endpoint } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";

/** Endpoints as cards, those in trouble first; what can be done stands on the chosen one. */
export function EndpointCards({
  endpoints,
  chosen,
  choose,
  commands,
}: {
  readonly endpoints: readonly Endpoint[];
  readonly chosen: string | null;
  readonly choose: (endpointId: string) => void;
  readonly commands: readonly Command[];
}) {
  const say = useSay();
  return (
    <section>
      <h2 class="visually-hidden">{say(deliveriesTexts.endpoints)}</h2>
      <ul class="endpoint-cards">
        {endpoints.toSorted(byTrouble).map((each) => (
          <li key={each.endpointId} class={cardClass(each, each.endpointId === chosen)}>
            <button type="button" aria-pressed={each.endpointId === chosen} onClick={() => choose(each.endpointId)}>
              <strong>{each.endpointId}</strong>
              <span class="small muted">{each.target}</span>
            </button>
            <Standing endpoint={each} />
            <Numbers endpoint={each} />
            <details>
              <summary class="small muted">
                {say(fill(deliveriesTexts.takes, { count: each.eventTypes.length }))}
              </summary>
              <p class="small">{each.eventTypes.join(" · ")}</p>
            </details>
            {each.endpointId === chosen && (
              <div class="pane-acts">
                {commands.map((command) => (
                  <CommandButton key={command.id} command={command} />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function cardClass(endpoint: Endpoint, isChosen: boolean): string {
  return `panel endpoint-card${isChosen ? " chosen" : ""}${troubleOf(endpoint) > 0 ? " in-trouble" : ""}`;
}

function troubleOf({ isOverdue, lostUrgents, isEnabled, goneAt }: Endpoint): number {
  return (isOverdue ? 4 : 0) + (lostUrgents > 0 ? 2 : 0) + (!isEnabled || goneAt !== null ? 1 : 0);
}

function byTrouble(a: Endpoint, b: Endpoint): number {
  return troubleOf(b) - troubleOf(a) || b.pending - a.pending || (a.endpointId < b.endpointId ? -1 : 1);
}

function Standing({ endpoint }: { readonly endpoint: Endpoint }) {
  const say = useSay();
  const now = useHubClock(30_000);
  const { isEnabled, goneAt, isOverdue, reason, phoneInstead } = endpoint;
  return (
    <div class="standing">
      <span class={isEnabled ? "chip" : "chip tone-red"}>
        {say(deliveriesTexts[isEnabled ? "enabled" : "disabled"])}
      </span>
      {reason !== null && <span> {say(reason)}</span>}
      {goneAt !== null && (
        <p class="tone-orange">{say(fill(deliveriesTexts.gone, { since: shortTime(Date.parse(goneAt), now) }))}</p>
      )}
      {isOverdue && (
        <p class="tone-red">
          <strong>{say(deliveriesTexts.overdue)}</strong>{" "}
          {phoneInstead.map(({ name, phone }) => `${say(name)} ${phone}`).join(" · ")}
        </p>
      )}
    </div>
  );
}

function Numbers({ endpoint: { pending, oldestQueuedAt, lostUrgents } }: { readonly endpoint: Endpoint }) {
  const say = useSay();
  return (
    <dl class="endpoint-numbers">
      <div>
        <dt>{say(deliveriesTexts.pending)}</dt>
        <dd>{wholeNumber(pending)}</dd>
      </div>
      <div>
        <dt>{say(deliveriesTexts.oldest)}</dt>
        <dd>{oldestQueuedAt === null ? "—" : <Age at={oldestQueuedAt} />}</dd>
      </div>
      <div class={lostUrgents > 0 ? "tone-red" : ""}>
        <dt>{say(deliveriesTexts.lost)}</dt>
        <dd>{wholeNumber(lostUrgents)}</dd>
      </div>
    </dl>
  );
}
