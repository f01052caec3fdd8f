import { frameTexts, screenCharacters, screenTexts } from "../../locales/console/frame.ts";
import { shellTexts } from "../../locales/console/shell.ts";
import { me } from "../api/client.ts";
import { mayRun } from "../commands/commands.ts";
import { useStore } from "../live/store.ts";
import { useSay } from "./language.ts";
import { type RailCount, useRailCounts } from "./rail-counts.ts";
import { pathOf, type Screen, screens } from "./screens.ts";

/** Screens that a phone has at the thumb; the others are behind the last tab. */
export const thumbScreens: readonly Screen["id"][] = ["map", "cases", "warnings", "blind-spots"];

/** Screens that one may see, each with how much waits there; on a phone four of them and oneself. */
export function Rail({ now, openMe }: { readonly now: string | null; readonly openMe: () => void }) {
  const say = useSay();
  const counts = useRailCounts();
  useStore(me, (each) => each);
  return (
    <nav class="rail" aria-label={say(frameTexts.screens)}>
      {screens.filter(mayRun).map(({ id }) => (
        <a
          key={id}
          href={pathOf(id)}
          class={thumbScreens.includes(id) ? "" : "not-thumb"}
          aria-current={now === id ? "page" : undefined}
        >
          <span class="character" aria-hidden="true">
            {screenCharacters[id]}
          </span>
          <span>{say(screenTexts[id])}</span>
          <Count count={counts[id]} />
        </a>
      ))}
      <button type="button" class="thumb" onClick={openMe}>
        <span class="character" aria-hidden="true">
          {say(shellTexts["me-character"])}
        </span>
        <span>{say(shellTexts.me)}</span>
      </button>
    </nav>
  );
}

function Count({ count }: { readonly count: RailCount | undefined }) {
  const say = useSay();
  if (count === undefined) return null;
  return (
    <span class={`count of-${count.tone}`} title={say(count.words)}>
      {count.figure}
      <span class="visually-hidden"> {say(count.words)}</span>
    </span>
  );
}
