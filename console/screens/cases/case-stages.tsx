import { type CaseState, caseStates } from "../../../domain/governance/case-state.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import type { CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { shortTime, useHubClock } from "../../parts/times.tsx";

const line: readonly CaseState[] = caseStates.filter((state) => state !== "voided");

/** The stages of the closed loop as a line: when each was last reached, and which one the case is in. */
export function CaseStages({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(10_000);
  const at = line.indexOf(of.state);
  return (
    <ol class="stages" aria-label={say(caseTexts.stages)}>
      {line.map((state, place) => {
        const reachedAt = of.record?.[`${state}At`];
        const standing = place < at ? "passed" : place === at ? "now" : "ahead";
        return (
          <li key={state} class={standing} aria-current={place === at ? "step" : undefined}>
            <strong>{say(caseStateNames[state])}</strong>
            <span class="small muted">
              {reachedAt === undefined || place > at ? "" : shortTime(Date.parse(reachedAt), now)}
            </span>
          </li>
        );
      })}
      {of.state === "voided" && (
        <li class="now" aria-current="step">
          <strong>{say(caseStateNames.voided)}</strong>
        </li>
      )}
    </ol>
  );
}
