import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import { useStore } from "../live/store.ts";
import { type Act, acts } from "./act-queue.ts";

const stateTexts = {
  pending: frameTexts["act-pending"],
  waiting: frameTexts["act-waiting"],
  done: frameTexts["act-done"],
  refused: frameTexts["act-refused"],
} as const;

/** What was done just now, and how far it is. */
export function Acts() {
  const say = useSay();
  const shown = useStore(acts, (each) => each);
  return (
    <ul class="acts" aria-live="polite">
      {shown.map((act: Act) => (
        <li key={act.key} class={act.state}>
          <strong>{say(act.words)}</strong> <span class="muted">{say(stateTexts[act.state])}</span>
          {act.problem !== null && <p>{act.problem.detail}</p>}
        </li>
      ))}
    </ul>
  );
}
