import { useRef } from "preact/hooks";
import type { Mode as ModeName } from "../../../domain/city/mode.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { partNames } from "../../../locales/messages/warning-moves.ts";
import { modeNames } from "../../../locales/modes.ts";
import { marks } from "../../../locales/shared.ts";
import { act } from "../../acts/act-queue.ts";
import { me } from "../../api/client.ts";
import type { Mode } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, heldBecause, mayRun, useCommands } from "../../commands/commands.ts";
import { mode as modeStore } from "../../live/live.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { instantOfCityTime } from "../../parts/city-time.ts";

/** Why and until when; the switch itself cannot be pressed before its preview was seen. */
export function ModeForm({ to, now, isSeen }: { readonly to: ModeName; readonly now: Mode; readonly isSeen: boolean }) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const policy = now.policies?.find((each) => each.mode === to);
  const needsSecond = policy?.needsSecondPerson === true;
  const command: Command = {
    id: "mode-switch",
    key: "s",
    title: fill(modeScreenTexts[needsSecond ? "ask" : "switch"], { mode: modeNames[to] }),
    right: "modes.switch",
    about: "mode",
    ...whyNot(policy, isSeen),
    run: () => form.current?.requestSubmit(),
  };
  useCommands([command]);
  if (!mayRun({ right: "modes.switch" })) return <p class="muted">{say(modeScreenTexts["no-right"])}</p>;
  return (
    <form
      ref={form}
      class="mode-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (heldBecause(command) === undefined) void switchTo(to, command.title, new FormData(event.currentTarget));
      }}
    >
      <label class="field" htmlFor="mode-reason">
        {say(modeScreenTexts.reason)}
        <textarea id="mode-reason" name="reason" rows={2} maxLength={500} required={needsSecond} />
      </label>
      <label class="field" htmlFor="mode-until">
        {say(modeScreenTexts["until-field"])}
        <input id="mode-until" name="until" type="datetime-local" />
      </label>
      <CommandButton command={command} look={to === "emergency" ? "danger" : "main"} />
      {command.disabledBecause !== undefined && <p class="small muted">{say(command.disabledBecause)}</p>}
    </form>
  );
}

function whyNot(policy: NonNullable<Mode["policies"]>[number] | undefined, isSeen: boolean) {
  const roles = me.value?.roles ?? [];
  if (policy !== undefined && !policy.setBy.some((part) => roles.includes(part))) {
    const names = policy.setBy.map((part) => partNames[part]);
    return { disabledBecause: fill(modeScreenTexts["not-your-part"], { parts: joined(names, marks.list) }) };
  }
  return isSeen ? {} : { disabledBecause: modeScreenTexts["preview-first"] };
}

async function switchTo(to: ModeName, words: BilingualText, given: FormData): Promise<void> {
  const reason = String(given.get("reason") ?? "").trim();
  const until = String(given.get("until") ?? "");
  const answer = await act<Mode>({
    path: "/mode",
    body: {
      mode: to,
      ...(reason === "" ? {} : { reason }),
      ...(until === "" ? {} : { until: instantOfCityTime(until) }),
    },
    about: "mode",
    words,
  });
  if (answer.kind === "ok") modeStore.set(answer.body);
}
