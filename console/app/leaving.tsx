import { useEffect } from "preact/hooks";
import { sessionTexts } from "../../locales/console/frame.ts";
import { acts, isOpen } from "../acts/act-queue.ts";
import { isLeaveAsked, leave } from "../acts/sign-out.ts";
import { useStore } from "../live/store.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useSay } from "./language.ts";

/** Names what is given up by signing out now. */
export function LeaveDialog() {
  const say = useSay();
  const isAsked = useStore(isLeaveAsked, (each) => each);
  const open = useStore(acts, (each) => each).filter(isOpen);
  useEffect(() => () => isLeaveAsked.set(false), []);
  if (!isAsked) return null;
  return (
    <Dialog title={say(sessionTexts["leave-title"])} onClose={() => isLeaveAsked.set(false)}>
      <p>{say(sessionTexts["leave-what"])}</p>
      <ul>
        {open.map(({ key, words }) => (
          <li key={key}>{say(words)}</li>
        ))}
      </ul>
      <button type="button" class="button danger" onClick={leave}>
        {say(sessionTexts.leave)}
      </button>
    </Dialog>
  );
}

/** Stands until the hub has said that the session is over. */
export function Leaving() {
  const say = useSay();
  return (
    <main class="sign-in">
      <section class="panel" role="status">
        <h1>{say(sessionTexts["ending-title"])}</h1>
        <p>{say(sessionTexts.ending)}</p>
      </section>
    </main>
  );
}
