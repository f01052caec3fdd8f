import { modeScreenTexts } from "../../locales/console/mode.ts";
import { fill } from "../../locales/fill.ts";
import { modeNames } from "../../locales/modes.ts";
import { liveness, mode } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { shortSpan, useHubClock } from "../parts/times.tsx";
import { useSay } from "./language.ts";

/** How the city is run, for how long already and for how long yet; leads to where it is switched. */
export function ModeChip() {
  const say = useSay();
  const now = useStore(mode, (each) => each);
  const isLive = useStore(liveness, (each) => each.isLive);
  const clock = useHubClock();
  if (now === null) return null;
  const { mode: name, setAt, untilAt, request } = now;
  return (
    <a class={`chip bar-chip mode-${name}`} href="/mode">
      {say(fill(modeScreenTexts.chip, { mode: modeNames[name] }))}
      {setAt !== null && (
        <span class="wide">
          · {say(fill(modeScreenTexts["chip-for"], { span: shortSpan(clock - Date.parse(setAt)) }))}
        </span>
      )}
      {untilAt !== undefined && (
        <span class="muted wide">
          · {say(fill(modeScreenTexts["chip-left"], { left: shortSpan(Date.parse(untilAt) - clock) }))}
        </span>
      )}
      {request !== undefined && isLive && <strong class="waits">· {say(modeScreenTexts["chip-waits"])}</strong>}
    </a>
  );
}
