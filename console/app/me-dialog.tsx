import { frameTexts, screenCharacters, screenTexts } from "../../locales/console/frame.ts";
import { shellTexts } from "../../locales/console/shell.ts";
import { soundTexts } from "../../locales/console/sound.ts";
import { fill } from "../../locales/fill.ts";
import { signOut } from "../acts/sign-out.ts";
import { me } from "../api/client.ts";
import { mayRun } from "../commands/commands.ts";
import { catalogue } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { Dialog } from "../parts/dialog.tsx";
import { armSound } from "../sound/alarm-sound.ts";
import { language, setLanguage, useSay } from "./language.ts";
import { thumbScreens } from "./rail.tsx";
import { pathOf, screens } from "./screens.ts";
import { nextTheme, themeChoice } from "./theme.ts";

/** Who is signed in and for what area, in words; empty where nobody is. */
export function useWho(): string {
  const say = useSay();
  const who = useStore(me, (each) => each);
  const areas = useStore(catalogue, (each) => each?.areas);
  if (who === null || who === undefined) return "";
  const names = who.areaCodes.map((code) => areas?.find((area) => area.code === code)?.name ?? { zh: code, en: code });
  const scope = who.isWholeCity ? say(frameTexts["whole-city"]) : names.map(say).join(" ");
  return say(fill(frameTexts["signed-in-as"], { name: who.name, scope }));
}

/** What a phone has no room for on its bar: who one is, other screens, language, theme, sound, signing out. */
export function MeDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const choice = useStore(themeChoice, (each) => each);
  const others = screens.filter(({ id }) => !thumbScreens.includes(id)).filter(mayRun);
  return (
    <Dialog title={say(shellTexts["me-title"])} onClose={onClose}>
      <div class="me">
        <p>{useWho()}</p>
        {others.length > 0 && <h3>{say(shellTexts["me-screens"])}</h3>}
        <ul>
          {others.map(({ id }) => (
            <li key={id}>
              <a class="button" href={pathOf(id)} onClick={onClose}>
                <span aria-hidden="true">{screenCharacters[id]}</span> {say(screenTexts[id])}
              </a>
            </li>
          ))}
        </ul>
        <button type="button" class="button" onClick={() => setLanguage(language.value === "zh" ? "en" : "zh")}>
          {say(frameTexts["other-language"])}
        </button>
        <button type="button" class="button" onClick={nextTheme}>
          {say(shellTexts[`theme-${choice}`])}
        </button>
        <button type="button" class="button" onClick={() => void armSound()}>
          {say(soundTexts.arm)}
        </button>
        <button type="button" class="button" onClick={signOut}>
          {say(frameTexts["sign-out"])}
        </button>
      </div>
    </Dialog>
  );
}
