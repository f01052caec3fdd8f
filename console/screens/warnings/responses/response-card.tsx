import { sameInBoth } from "../../../../domain/text.ts";
import { responseScreenTexts } from "../../../../locales/console/warnings.ts";
import { fill } from "../../../../locales/fill.ts";
import { responseLevelNames, responseMoveNames } from "../../../../locales/messages/responses.ts";
import type { EmergencyResponse, WarningPage } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { pathOf } from "../../../app/screens.ts";
import { areaPathOf } from "../../../live/area-path.ts";
import { catalogue } from "../../../live/live.ts";
import { useStore } from "../../../live/store.ts";
import { useResource } from "../../../live/use-resource.ts";
import { Age, shortTime, useHubClock } from "../../../parts/times.tsx";

/** One response: its level, since when, the warnings it rests on, and every word of the headquarters. */
export function ResponseCard({
  of,
  isChosen = false,
  choose,
}: {
  readonly of: EmergencyResponse;
  readonly isChosen?: boolean;
  readonly choose?: () => void;
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const place = areaPathOf(known, of.areaCode).map(say).join(" › ");
  return (
    <section
      class={isChosen ? "panel response is-chosen" : "panel response"}
      aria-current={isChosen ? "true" : undefined}
    >
      <header>
        <strong class="response-level">{say(responseLevelNames[of.level])}</strong>
        <div>
          {choose === undefined ? (
            <strong>{place}</strong>
          ) : (
            <button type="button" class="plain" onClick={choose}>
              <strong>{place}</strong>
            </button>
          )}
          <Span of={of} />
        </div>
      </header>
      <Upon ids={of.warningIds} />
      <Words of={of} />
    </section>
  );
}

function Span({ of: { startedAt, terminatedAt } }: { readonly of: EmergencyResponse }) {
  const say = useSay();
  const now = useHubClock(60_000);
  const from = shortTime(Date.parse(startedAt), now);
  if (terminatedAt !== null) {
    const to = shortTime(Date.parse(terminatedAt), now);
    return <p class="small muted">{say(fill(responseScreenTexts.between, { from, to }))}</p>;
  }
  return (
    <p class="small muted">
      {say(fill(responseScreenTexts.since, { at: from }))} · <Age at={startedAt} />
    </p>
  );
}

/** Warnings by their titles, as far as they are open still. */
function Upon({ ids }: { readonly ids: readonly string[] }) {
  const say = useSay();
  const open = useResource<WarningPage>(ids.length === 0 ? null : "/warnings?isOpen=true&limit=500", ["warnings"]);
  const titleOf = (id: string) => open.body?.rows.find((row) => row.id === id)?.title ?? sameInBoth(id);
  if (ids.length === 0) return <p class="small muted">{say(responseScreenTexts["upon-none"])}</p>;
  return (
    <p class="small">
      {say(responseScreenTexts.upon)}:{" "}
      {ids.map((id) => (
        <a key={id} class="upon" href={pathOf("warnings", id)}>
          {say(titleOf(id))}
        </a>
      ))}
    </p>
  );
}

function Words({ of: { changes } }: { readonly of: EmergencyResponse }) {
  const say = useSay();
  const now = useHubClock(60_000);
  return (
    <ol class="response-words" aria-label={say(responseScreenTexts.history)}>
      {changes.toReversed().map(({ at, by, do: move, level, reason }) => (
        <li key={at}>
          <time dateTime={at}>{shortTime(Date.parse(at), now)}</time>
          <strong>
            {say(responseMoveNames[move])} {say(responseLevelNames[level])}
          </strong>
          <span>
            {reason} <span class="muted">{by}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
