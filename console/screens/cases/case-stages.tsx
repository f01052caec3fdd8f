import { type CaseState, caseStates } from "../../../domain/governance/case-state.ts";
import { caseStateNames, orderTexts } from "../../../locales/case-moves.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import type { CaseWithTimeline } from "../../api/wire.ts";
import { type Say, useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { shortTime, useHubClock } from "../../parts/times.tsx";

const line: readonly CaseState[] = caseStates.filter((state) => state !== "voided");

/** Lines of the timeline that lead to a stage. */
const entriesOf: Readonly<Record<CaseState, readonly string[]>> = {
  reported: [],
  registered: ["registered"],
  dispatched: ["dispatched"],
  handling: ["accepted"],
  handled: ["feedback"],
  verified: ["verified"],
  closed: ["concluded", "closed"],
  voided: ["voided"],
};

/** The stages of the closed loop as a line: when each was last reached, and which one the case is in. */
export function CaseStages({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const now = useHubClock(10_000);
  const at = line.indexOf(of.state);
  return (
    <ol class="stages" aria-label={say(caseTexts.stages)}>
      {line.map((state, place) => {
        const reachedAt = of.record?.[`${state}At`];
        const isReached = reachedAt !== undefined && (place <= at || of.state === "voided");
        const standing = place < at ? "passed" : place === at ? "now" : "ahead";
        return (
          <li key={state} class={standing} aria-current={place === at ? "step" : undefined}>
            <strong>{say(caseStateNames[state])}</strong>
            <span class="small muted">{isReached ? shortTime(Date.parse(reachedAt), now) : ""}</span>
            <span class="small muted who">{isReached ? whoOf(of, state, say) : ""}</span>
          </li>
        );
      })}
      {of.state === "voided" && (
        <li class="now" aria-current="step">
          <strong>{say(caseStateNames.voided)}</strong>
          <span class="small muted who">{whoOf(of, "voided", say)}</span>
        </li>
      )}
    </ol>
  );
}

/** Who brought a case into a stage: of being reported the rule, of being dispatched the unit that has it. */
function whoOf(of: CaseWithTimeline, state: CaseState, say: Say): string {
  if (state === "dispatched") {
    const unit = catalogue.value?.units.find(({ id }) => id === of.unitId);
    if (unit !== undefined) return say(unit.name);
  }
  if (state === "reported") {
    const opened = of.timeline.findLast(({ kind }) => kind === "opened" || kind === "reopened");
    return opened !== undefined && "alarmKey" in opened ? (opened.alarmKey.split("|")[0] ?? "") : "";
  }
  const entry = of.timeline.findLast(({ kind }) => entriesOf[state].includes(kind));
  if (entry === undefined || !("by" in entry)) return "";
  return entry.part === "rule" ? say(orderTexts.name) : entry.by;
}
