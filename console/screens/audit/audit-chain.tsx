import { useState } from "preact/hooks";
import { sameInBoth } from "../../../domain/text.ts";
import { auditTexts } from "../../../locales/console/operations/audit.ts";
import { fill } from "../../../locales/fill.ts";
import { type Answer, callApi } from "../../api/client.ts";
import type { AuditOutcome } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { hubNow } from "../../live/live.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { Trouble } from "../../parts/states.tsx";
import { timeOfDay } from "../../parts/times.tsx";

export interface Chain {
  readonly isChecking: boolean;
  readonly checked: { readonly at: number; readonly answer: Answer<AuditOutcome> } | null;
  readonly verify: () => Promise<void>;
}

/** The check of the whole trail, made when asked for: it reads everything. */
export function useChain(): Chain {
  const [isChecking, setChecking] = useState(false);
  const [checked, setChecked] = useState<Chain["checked"]>(null);
  const verify = async () => {
    if (isChecking) return;
    setChecking(true);
    const answer = await callApi<AuditOutcome>("/audit/verify");
    setChecked({ at: hubNow(), answer });
    setChecking(false);
  };
  return { isChecking, checked, verify };
}

/** What the last check found, and how many lines came since. */
export function AuditChain({
  chain: { isChecking, checked },
  newest,
  isFiltered,
}: {
  readonly chain: Chain;
  readonly newest: number | null;
  readonly isFiltered: boolean;
}) {
  const say = useSay();
  if (isChecking)
    return (
      <p class="panel chain" role="status">
        {say(auditTexts.checking)}…
      </p>
    );
  if (checked === null) return <p class="panel chain muted">{say(auditTexts.unchecked)}</p>;
  const { answer, at } = checked;
  if (answer.kind === "unreached") return <Trouble problem="unreached" />;
  if (answer.kind === "problem") return <Trouble problem={answer.problem} />;
  const since = newest === null || isFiltered ? 0 : newest - answer.body.lines;
  return (
    <div class={answer.body.isSound ? "panel chain sound" : "panel chain broken"} role="status">
      <Outcome outcome={answer.body} at={at} />
      {since > 0 && <p class="muted">{say(fill(auditTexts.fresh, { count: since }))}</p>}
    </div>
  );
}

function Outcome({ outcome, at }: { readonly outcome: AuditOutcome; readonly at: number }) {
  const say = useSay();
  const { fault, lines, compared, anchors, newestAnchor } = outcome;
  if (fault !== null) {
    const { auditSeq: seq, kind, line } = fault;
    return (
      <>
        <p>
          <strong>✕ {say(fill(auditTexts.broken, { seq, kind }))}</strong>
        </p>
        {line !== null && (
          <p>
            {say(
              fill(auditTexts["broken-at"], {
                at: sameInBoth(line.at),
                what: sameInBoth(line.kind),
                subject: sameInBoth(line.subject),
              }),
            )}
          </p>
        )}
      </>
    );
  }
  const counts = {
    lines: wholeNumber(lines),
    entries: wholeNumber(compared.entries),
    events: wholeNumber(compared.events),
    deliveries: wholeNumber(compared.deliveries),
  };
  return (
    <>
      <p>
        <strong>✓ {say(fill(auditTexts.sound, { at: timeOfDay(at), ...counts }))}</strong>
      </p>
      <p class={newestAnchor === null ? "tone-yellow" : "muted"}>
        {newestAnchor === null
          ? say(auditTexts["not-anchored"])
          : say(fill(auditTexts.anchored, { anchors, seq: newestAnchor.auditSeq }))}
      </p>
    </>
  );
}
