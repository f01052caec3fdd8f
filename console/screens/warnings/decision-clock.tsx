import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { clockSpan, useHubClock } from "../../parts/times.tsx";

/** Time until the city's policy decides in the place of people, and what it does then. */
export function DecisionClock({
  of: { decision, escalatedAt },
  isLarge = false,
}: {
  readonly of: Pick<Warning, "decision" | "escalatedAt">;
  readonly isLarge?: boolean;
}) {
  const say = useSay();
  const now = useHubClock();
  if (decision === undefined) {
    return <span class="small muted">{say(warningDeskTexts[escalatedAt === undefined ? "waits" : "escalated"])}</span>;
  }
  const left = Date.parse(decision.dueAt) - now;
  const isIssued = decision.do === "issue";
  if (left <= 0)
    return <span class="late">{say(warningDeskTexts[isIssued ? "issues-at-once" : "pages-at-once"])}</span>;
  return (
    <span class={left < 60_000 ? "decision-clock late" : "decision-clock"}>
      <strong class={isLarge ? "figure-large" : ""}>{clockSpan(left)}</strong>
      <span class="small">{say(warningDeskTexts[isIssued ? "issues-in" : "pages-in"])}</span>
    </span>
  );
}
