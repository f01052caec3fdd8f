import { callStateTexts, caseTexts } from "../../../locales/console/case.ts";
import { fill } from "../../../locales/fill.ts";
import type { CallPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { clockSpan, timeOfDay, useHubClock } from "../../parts/times.tsx";

/** Who was called about a case, and who has answered. */
export function CaseLadder({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const calls = useResource<CallPage>(`/calls?caseId=${encodeURIComponent(caseId)}&limit=50`, ["calls", "cases"]);
  return (
    <section>
      <h3>{say(caseTexts.ladder)}</h3>
      <Loaded resource={calls} isEmpty={({ rows }) => rows.length === 0} empty={say(caseTexts["no-calls"])}>
        {({ rows }) => (
          <ol class="ladder">
            {rows.toReversed().map((call) => (
              <Rung key={call.callId} call={call} />
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Rung({ call }: { readonly call: CallPage["rows"][number] }) {
  const say = useSay();
  const now = useHubClock();
  const name = call.to?.name ?? caseTexts.nobody;
  const ended = call.endedAt === null ? "" : timeOfDay(Date.parse(call.endedAt));
  return (
    <li class={call.state}>
      <strong>{say(fill(caseTexts.called, { name, channel: call.channel ?? "–" }))}</strong>
      <span class="small muted">
        {say(callStateTexts[call.state])} {ended}
        {call.state === "waiting" && call.dueAt !== null && (
          <> · {say(fill(caseTexts["answer-by"], { left: clockSpan(Math.max(0, Date.parse(call.dueAt) - now)) }))}</>
        )}
      </span>
    </li>
  );
}
