import { useState } from "preact/hooks";
import { type Mode as ModeName, modes } from "../../../domain/city/mode.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill } from "../../../locales/fill.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { Mode, ModePreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { mode } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { usePosted } from "../../live/use-posted.ts";
import { keyLabel } from "../../parts/buttons.tsx";
import { ModeForm } from "./mode-form.tsx";
import { ModeHistory } from "./mode-history.tsx";
import { ModeNow } from "./mode-now.tsx";
import { ModePreviewPanel } from "./mode-preview-panel.tsx";
import { ModeRequest } from "./mode-request.tsx";
import "../../parts/pane.css";
import "./mode.css";

/** How the city is run; another way is chosen, looked at, and only then switched to. */
export function ModeScreen(_: ScreenProps) {
  const say = useSay();
  const now = useStore(mode, (each) => each);
  if (now === null) {
    return (
      <p class="notice" role="status">
        {say(frameTexts.loading)}
      </p>
    );
  }
  return <Shown now={now} />;
}

function Shown({ now }: { readonly now: Mode }) {
  const say = useSay();
  const [chosen, setChosen] = useState<ModeName | null>(null);
  // What waits for a second person is what everybody is to look at.
  const wanted = now.request?.mode ?? (chosen === now.mode ? null : chosen);
  const preview = usePosted<ModePreview>("/mode/preview", wanted === null ? null : { mode: wanted }, now.mode);
  useCommands(modes.map((name, i) => choiceCommand(name, i, now, setChosen)));
  return (
    <div class="mode-screen">
      <section class="mode-side">
        <ModeNow now={now} />
        {now.request === undefined ? (
          <fieldset class="panel mode-choice">
            <legend>{say(modeScreenTexts.choose)}</legend>
            {modes.map((name, i) => (
              <Choice key={name} name={name} place={i} now={now} chosen={chosen} choose={setChosen} />
            ))}
            {wanted !== null && <ModeForm key={wanted} to={wanted} now={now} isSeen={preview.body !== null} />}
          </fieldset>
        ) : (
          <ModeRequest request={now.request} isSeen={preview.body !== null} />
        )}
      </section>
      <section class="mode-main">
        <ModePreviewPanel wanted={wanted} preview={preview} now={now} />
        <ModeHistory />
      </section>
    </div>
  );
}

function choiceCommand(name: ModeName, place: number, now: Mode, choose: (name: ModeName) => void): Command {
  const isNow = now.mode === name;
  const waits = now.request === undefined ? null : modeScreenTexts["chip-waits"];
  const why = isNow ? modeScreenTexts.now : waits;
  return {
    id: `mode-${name}`,
    key: String(place + 1),
    title: fill(modeScreenTexts["choose-key"], { mode: modeNames[name] }),
    ...(why === null ? {} : { disabledBecause: why }),
    run: () => choose(name),
  };
}

function Choice({
  name,
  place,
  now,
  chosen,
  choose,
}: {
  readonly name: ModeName;
  readonly place: number;
  readonly now: Mode;
  readonly chosen: ModeName | null;
  readonly choose: (name: ModeName) => void;
}) {
  const say = useSay();
  const isNow = now.mode === name;
  return (
    <button
      type="button"
      class={`mode-option mode-${name}`}
      aria-pressed={chosen === name}
      disabled={isNow}
      onClick={() => choose(name)}
    >
      <strong>{say(modeNames[name])}</strong>
      {isNow ? (
        <span class="small muted">{say(modeScreenTexts.present)}</span>
      ) : (
        <kbd class="key">{keyLabel(String(place + 1))}</kbd>
      )}
    </button>
  );
}
