import { hourMs } from "../../../domain/clock.ts";
import { attemptListTexts } from "../../../locales/console/operations/attempts.ts";
import { fill } from "../../../locales/fill.ts";
import type { Delivery } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { wholeNumber } from "../numbers.ts";
import { shortTime, timeOfDay, useHubClock } from "../times.tsx";
import "./attempts.css";

type PastAttempt = Delivery["lastAttempts"][number];

/** The attempts of a delivery one by one: when, what was answered, when the next one was due. */
export function Attempts({ of: { lastAttempts, attempts } }: { readonly of: Delivery }) {
  const say = useSay();
  if (attempts === 0 && lastAttempts.length === 0) {
    return <p class="small muted">{say(attemptListTexts.none)}</p>;
  }
  // A delivery of a release before has a count, and no list.
  if (lastAttempts.length === 0) return <p class="small muted">{say(attemptListTexts["not-kept"])}</p>;
  return (
    <ol class="attempts" aria-label={say(attemptListTexts.title)}>
      {lastAttempts.map((attempt) => (
        <AttemptLine key={attempt.at} attempt={attempt} />
      ))}
    </ol>
  );
}

function AttemptLine({
  attempt: { at, durationMs, reason, detail, nextAttemptAt },
}: {
  readonly attempt: PastAttempt;
}) {
  const say = useSay();
  const now = useHubClock(60_000);
  const isTaken = reason === "accepted";
  const time = (of: string) => timeOf(Date.parse(of), now);
  return (
    <li class="attempt">
      <time dateTime={at}>{time(at)}</time>
      <span class={isTaken ? "" : "tone-red"}>
        {isTaken ? "✓" : "✕"} {say(detail)}{" "}
        <span class="muted">{say(fill(attemptListTexts.took, { ms: wholeNumber(durationMs) }))}</span>
      </span>
      {!isTaken && (
        <span class="muted">
          {nextAttemptAt === null
            ? say(attemptListTexts["given-up"])
            : say(fill(attemptListTexts.next, { at: time(nextAttemptAt) }))}
        </span>
      )}
    </li>
  );
}

/** To the second where it is not long ago, and with its day where that is another. */
function timeOf(ms: number, now: number): string {
  return Math.abs(now - ms) < 6 * hourMs ? timeOfDay(ms) : shortTime(ms, now);
}
