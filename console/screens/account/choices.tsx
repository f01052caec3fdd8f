import type { BilingualText, Language } from "../../../domain/text.ts";
import { accountTexts } from "../../../locales/console/account.ts";
import { act } from "../../acts/act-queue.ts";
import { me } from "../../api/client.ts";
import type { Me } from "../../api/wire.ts";
import { language, setLanguage, useSay } from "../../app/language.ts";
import { chooseTheme, type ThemeChoice, themeChoice } from "../../app/theme.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useStore } from "../../live/store.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { armSound, soundState } from "../../sound/alarm-sound.ts";

/** Language of the page and of the account. */
export function LanguagePanel() {
  const now = useStore(language, (each) => each);
  const choose = (next: Language) => {
    setLanguage(next);
    void keepLanguage(next);
  };
  const commands = (["zh", "en"] as const).map(
    (each): Command => ({
      ...{ id: `language-${each}`, key: each === "zh" ? "1" : "2", title: accountTexts[`language-${each}`] },
      run: () => choose(each),
    }),
  );
  return (
    <Choices
      title={accountTexts.language}
      hint={accountTexts["language-kept"]}
      commands={commands}
      chosen={now === "zh" ? 0 : 1}
    />
  );
}

async function keepLanguage(next: Language): Promise<void> {
  const body = { language: next };
  const answer = await act<Me>({
    path: "/me/preferences",
    method: "PUT",
    body,
    about: "me",
    words: accountTexts.language,
  });
  if (answer.kind === "ok") me.set(answer.body);
}

const themes: readonly ThemeChoice[] = ["system", "dark", "light"];

export function ThemePanel() {
  const now = useStore(themeChoice, (each) => each);
  const commands = themes.map(
    (each, at): Command => ({
      ...{ id: `theme-${each}`, key: `${at + 3}`, title: accountTexts[`theme-${each}`] },
      run: () => chooseTheme(each),
    }),
  );
  return (
    <Choices
      title={accountTexts.theme}
      hint={accountTexts["theme-kept"]}
      commands={commands}
      chosen={themes.indexOf(now)}
    />
  );
}

export function SoundPanel() {
  const state = useStore(soundState, (each) => each);
  const test: Command = { id: "sound-test", key: "6", title: accountTexts["sound-test"], run: () => void armSound() };
  return <Choices title={accountTexts.sound} hint={accountTexts[`sound-${state}`]} commands={[test]} chosen={-1} />;
}

function Choices({
  title,
  hint,
  commands,
  chosen,
}: {
  readonly title: BilingualText;
  readonly hint: BilingualText;
  readonly commands: readonly Command[];
  readonly chosen: number;
}) {
  const say = useSay();
  useCommands(commands);
  return (
    <section class="panel">
      <h2>{say(title)}</h2>
      <p class="actions">
        {commands.map((command, at) => (
          <span key={command.id} class={at === chosen ? "pressed" : ""}>
            <CommandButton command={command} />
            {at === chosen && <span class="visually-hidden"> ✓</span>}
          </span>
        ))}
      </p>
      <p class="small muted">{say(hint)}</p>
    </section>
  );
}
