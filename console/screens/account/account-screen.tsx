import { accountTexts } from "../../../locales/console/account.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { fill } from "../../../locales/fill.ts";
import { signOut } from "../../acts/sign-out.ts";
import { me } from "../../api/client.ts";
import type { Me } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useStore } from "../../live/store.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { AreaName } from "../../parts/names.tsx";
import { LanguagePanel, SoundPanel, ThemePanel } from "./choices.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import "./account.css";

const leave: Command = { id: "sign-out", key: "Q", title: accountTexts["sign-out"], run: signOut };

/** Who one is here, and what one sets for oneself: language, theme, sound, password. */
export function AccountScreen() {
  const who = useStore(me, (each) => each);
  useCommands([leave]);
  if (who === null || who === undefined) return null;
  return (
    <div class="account-screen">
      <Who who={who} />
      <LanguagePanel />
      <ThemePanel />
      <SoundPanel />
      {who.kind === "account" && <PasswordPanel />}
    </div>
  );
}

function Who({ who }: { readonly who: Me }) {
  const say = useSay();
  return (
    <section class="panel">
      <h1>{say(accountTexts.title)}</h1>
      <p>
        <strong>{say(fill(accountTexts.who, { name: who.name, account: who.accountId }))}</strong>
      </p>
      <p>
        <span class="muted">{say(accountTexts.roles)}</span>{" "}
        {who.roles.map((role) => (
          <span key={role} class="chip">
            {say(accountTexts[`role-${role}`])}
          </span>
        ))}
      </p>
      <p>
        <span class="muted">{say(accountTexts.areas)}</span>{" "}
        {who.isWholeCity
          ? say(frameTexts["whole-city"])
          : who.areaCodes.map((code) => (
              <span key={code} class="chip">
                <AreaName code={code} />
              </span>
            ))}
      </p>
      {who.endsAt !== null && <p class="muted">{say(fill(accountTexts["ends-at"], { at: dayTime(who.endsAt) }))}</p>}
      <p>
        <CommandButton command={leave} />
      </p>
    </section>
  );
}
