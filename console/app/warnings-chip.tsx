import { useMemo } from "preact/hooks";
import { warningDeskTexts } from "../../locales/console/warnings.ts";
import { fill } from "../../locales/fill.ts";
import { lookOfLevel } from "../../locales/looks.ts";
import type { WarningPage } from "../api/wire.ts";
import { liveness } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { useResource } from "../live/use-resource.ts";
import { Mark } from "../parts/mark.tsx";
import { deskLists } from "../screens/warnings/warning-order.ts";
import { useSay } from "./language.ts";

/** Warnings in force and drafts that wait, of one answer; leads to the desk. */
export function WarningsChip() {
  const say = useSay();
  const open = useResource<WarningPage>("/warnings?isOpen=true&limit=500", ["warnings"]);
  const isLive = useStore(liveness, (each) => each.isLive);
  const { waiting, inForce } = useMemo(() => deskLists(open.body?.rows ?? []), [open.body]);
  if (open.body === null) return null;
  const gravest = inForce[0];
  const count = (of: readonly unknown[]) => (isLive ? of.length : "?");
  const isWaiting = waiting.length > 0 || !isLive;
  return (
    <a class="chip bar-chip" href="/warnings" title={say(warningDeskTexts["bar-title"])}>
      {gravest !== undefined && <Mark look={lookOfLevel(gravest.level)} size={16} />}
      <span class={isWaiting ? "wide" : ""}>
        {say(fill(warningDeskTexts["bar-in-force"], { count: count(inForce) }))}
      </span>
      {isWaiting && (
        <strong class="waits">{say(fill(warningDeskTexts["bar-drafts"], { count: count(waiting) }))}</strong>
      )}
    </a>
  );
}
