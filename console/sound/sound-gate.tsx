import { useState } from "preact/hooks";
import { signInTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import { useStore } from "../live/store.ts";
import { armSound, soundState } from "./alarm-sound.ts";

const kept = "guanlan.sound-asked";

/** Whether the sound was asked for in this tab since it was opened: a page that is loaded anew does not ask again. */
export function wasSoundAsked(): boolean {
  return sessionStorage.getItem(kept) !== null;
}

/** After signing in: the alarm is heard once before the shift begins, or it is plain that it will not be. */
export function SoundGate({ onDone }: { readonly onDone: () => void }) {
  const say = useSay();
  const [isPlayed, setPlayed] = useState(false);
  const state = useStore(soundState, (each) => each);
  const begin = () => {
    sessionStorage.setItem(kept, "1");
    onDone();
  };
  const play = async (): Promise<void> => {
    await armSound();
    setPlayed(true);
  };
  const isHeard = isPlayed && state === "on";
  return (
    <main class="sign-in sound-gate">
      <section class="panel">
        <h1>{say(signInTexts["sound-title"])}</h1>
        <p>{say(signInTexts["sound-why"])}</p>
        <button type="button" class={isHeard ? "button" : "button main"} onClick={() => void play()}>
          {say(signInTexts["sound-play"])}
        </button>
        {isHeard && (
          <button type="button" class="button main" onClick={begin}>
            {say(signInTexts["sound-heard"])}
          </button>
        )}
        <button type="button" class="button" onClick={begin}>
          {say(signInTexts["sound-skip"])}
        </button>
      </section>
    </main>
  );
}
