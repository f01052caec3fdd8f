import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import { useStore } from "../live/store.ts";
import { type Act, acts, dismiss } from "./act-queue.ts";

const stateTexts = {
  pending: frameTexts["act-pending"],
  waiting: frameTexts["act-waiting"],
  done: frameTexts["act-done"],
  refused: frameTexts["act-refused"],
  unknown: frameTexts["act-unknown"],
} as const;

/** What was done just now, and how far it is. */
export function Acts() {
  const shown = useStore(acts, (each) => each);
  return (
    <ul class="acts" aria-live="polite">
      {shown.map((act) => (
        <ShownAct key={act.key} act={act} />
      ))}
    </ul>
  );
}

function ShownAct({ act: { key, words, state, problem, isKept, doneAt } }: { readonly act: Act }) {
  const say = useSay();
  return (
    <li class={state}>
      <strong>{say(words)}</strong> <span class="muted">{say(stateTexts[state])}</span>
      {problem !== null && <p>{problem.detail}</p>}
      {state === "unknown" && <p>{say(frameTexts["act-look"])}</p>}
      {isKept && (
        <p class="actions">
          {state === "unknown" && (
            <a class="button" href={doneAt}>
              {say(frameTexts["act-go"])}
            </a>
          )}
          <button type="button" class="button" onClick={() => dismiss(key)}>
            {say(frameTexts["act-seen"])}
          </button>
        </p>
      )}
    </li>
  );
}
