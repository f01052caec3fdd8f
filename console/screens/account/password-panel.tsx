import { useState } from "preact/hooks";
import { accountTexts } from "../../../locales/console/account.ts";
import { act } from "../../acts/act-queue.ts";
import { me } from "../../api/client.ts";
import type { Me } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";

/** Another password, which ends every other session of the account. */
export function PasswordPanel() {
  const say = useSay();
  const [trouble, setTrouble] = useState<string | null>(null);
  const change = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const newPassword = String(given.get("new"));
    if (newPassword !== String(given.get("again"))) {
      setTrouble(say(accountTexts.differ));
      return;
    }
    setTrouble(null);
    const body = { currentPassword: String(given.get("current")), newPassword };
    const words = accountTexts["set-password"];
    const answer = await act<Me>({ path: "/me/password", method: "PUT", body, about: "me", words });
    if (answer.kind === "problem") setTrouble(answer.problem.detail);
    if (answer.kind !== "ok") return;
    form.reset();
    me.set(answer.body);
  };
  return (
    <section class="panel">
      <h2>{say(accountTexts.password)}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change(event.currentTarget);
        }}
      >
        {(["current", "new", "again"] as const).map((name) => (
          <label key={name} class="field">
            {say(accountTexts[name])}
            <input
              name={name}
              type="password"
              required
              autocomplete={name === "current" ? "current-password" : "new-password"}
            />
          </label>
        ))}
        {trouble !== null && (
          <p class="tone-red" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" class="button main">
          {say(accountTexts["set-password"])}
        </button>
        <p class="small muted">{say(accountTexts["password-how"])}</p>
      </form>
    </section>
  );
}
