import { useEffect, useRef, useState } from "preact/hooks";
import { warningScreenTexts, warningStepTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { moveNames } from "../../../locales/messages/warning-moves.ts";
import { levelNames } from "../../../locales/names.ts";
import type { Answer } from "../../api/client.ts";
import type { Warning, WarningActionBody, WarningPreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Refused, useAsking } from "../../parts/ask-form.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Trouble } from "../../parts/states.tsx";
import { ChangedSince } from "./changed-since.tsx";
import { Told } from "./preview/preview-panels.tsx";
import { usePreview } from "./preview/use-preview.ts";
import { wordsOfPolicy } from "./warning-head.tsx";
import { namesColour } from "./warning-order.ts";

export interface DecideProps {
  readonly step: "approve" | "issue";
  readonly of: Warning;
  /** Revision that it has moved on to; null where it stands as it was seen. */
  readonly changedTo: number | null;
  readonly take: (body: WarningActionBody) => Promise<Answer<unknown>>;
  readonly close: () => void;
}

/** Shows what would go out before it is approved or issued; there is no button before it was shown. */
export function DecideDialog({ step, of, changedTo, take, close }: DecideProps) {
  const say = useSay();
  const preview = usePreview({ warningId: of.id }, of.revision);
  const { body, problem } = preview;
  const asking = useAsking(close);
  return (
    <Dialog title={`${say(warningStepTexts[`${step}-now`])} · ${say(of.title)}`} onClose={close}>
      {problem !== null && <Trouble problem={problem} />}
      {body === null && problem === null && (
        <p class="notice" role="status">
          {say(warningStepTexts["preview-loading"])}
        </p>
      )}
      {body !== null && <Seen of={body} />}
      {changedTo !== null && <ChangedSince revision={changedTo} close={close} />}
      <Refused problem={asking.problem} />
      {body !== null && changedTo === null && (
        <Decide step={step} of={body} take={() => void asking.ask(() => take({ do: step }))} />
      )}
    </Dialog>
  );
}

function Seen({ of }: { readonly of: WarningPreview }) {
  const say = useSay();
  return (
    <div class="seen">
      <p class="seen-level">
        <Mark look={lookOfLevel(of.warning.level)} size={36} />
        <strong>{say(levelNames[of.warning.level])}</strong>
        <span class="muted">{of.decides === null ? "" : say(wordsOfPolicy(of.decides))}</span>
      </p>
      <blockquote>
        <p lang="zh-CN">{of.message.zh}</p>
        <p lang="en">{of.message.en}</p>
      </blockquote>
      <h3>{say(warningScreenTexts.told)}</h3>
      <Told of={of} />
    </div>
  );
}

/** Red is held or typed, so that no slip of the hand issues it; the others are one press. */
function Decide({
  step,
  of,
  take,
}: {
  readonly step: DecideProps["step"];
  readonly of: WarningPreview;
  readonly take: () => void;
}) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (of.warning.level === "red") return <DecideRed step={step} take={take} />;
  return (
    <p class="ask-form">
      <button ref={button} type="button" class="button main" onClick={take}>
        {say(warningStepTexts[`${step}-now`])}
      </button>
    </p>
  );
}

function DecideRed({ step, take }: { readonly step: DecideProps["step"]; readonly take: () => void }) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const name = levelNames.red;
  const isNamed = namesColour(typed, name);
  return (
    <form
      class="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed) take();
      }}
    >
      <HoldButton
        words={say(fill(warningStepTexts["hold-to"], { step: moveNames[step] }))}
        holding={say(warningStepTexts["keep-holding"])}
        heldForMs={2_000}
        look="danger"
        onHeld={take}
      />
      <label class="field" htmlFor="typed-colour">
        {say(fill(warningStepTexts["type-colour"], name))}
        <input
          ref={field}
          id="typed-colour"
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
    </form>
  );
}
