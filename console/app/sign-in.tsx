import { useState } from "preact/hooks";
import { sameInBoth } from "../../domain/text.ts";
import { frameTexts, sessionTexts, signInTexts } from "../../locales/console/frame.ts";
import { fill } from "../../locales/fill.ts";
import { Acts } from "../acts/acts.tsx";
import { callApi, isLinkUsed, isSessionOver, me, signInWays } from "../api/client.ts";
import type { Me } from "../api/wire.ts";
import { useStore } from "../live/store.ts";
import { language, setLanguage, useSay } from "./language.ts";

/** The page where one signs in with account and password, or goes to the identity provider. */
export function SignIn() {
  const say = useSay();
  const isTooLate = useStore(isLinkUsed, (each) => each);
  const isOver = useStore(isSessionOver, (each) => each);
  const ways = useStore(signInWays, (each) => each);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const signIn = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    const given = new FormData(form);
    const body = { accountId: String(given.get("account")), password: String(given.get("password")) };
    const answer = await callApi<Me>("/session", { method: "POST", body });
    setBusy(false);
    if (answer.kind !== "ok") {
      setTrouble(answer.kind === "problem" ? answer.problem.detail : say(frameTexts.unreached));
      return;
    }
    if (answer.body.language !== null) setLanguage(answer.body.language);
    isSessionOver.set(false);
    me.set(answer.body);
  };
  return (
    <main class="sign-in">
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(event.currentTarget);
        }}
      >
        <h1>{say(signInTexts.title)}</h1>
        {isOver && <p role="alert">{say(sessionTexts["over-before"])}</p>}
        {isTooLate && <p role="alert">{say(signInTexts["link-used"])}</p>}
        {ways?.refused && <p role="alert">{say(ways.refused)}</p>}
        {ways?.provider && (
          <a class="button main" href={ways.provider.startUrl}>
            {say(ways.provider.name)}
          </a>
        )}
        <label class="field">
          {say(signInTexts.account)}
          <input name="account" autocomplete="username" required />
        </label>
        <label class="field">
          {say(signInTexts.password)}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {trouble !== null && (
          <p class="tone-red" role="alert">
            {say(fill(signInTexts.failed, { why: sameInBoth(trouble) }))}
          </p>
        )}
        <button type="submit" class="button main" disabled={isBusy}>
          {say(signInTexts["sign-in"])}
        </button>
        <button type="button" class="button" onClick={() => setLanguage(language.value === "zh" ? "en" : "zh")}>
          {say(frameTexts["other-language"])}
        </button>
      </form>
      <Acts />
    </main>
  );
}
