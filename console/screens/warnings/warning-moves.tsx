import { useState } from "preact/hooks";
import type { BilingualText } from "../../../domain/text.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { warningScreenTexts, warningStepTexts } from "../../../locales/console/warnings.ts";
import type { PersonStep } from "../../../warnings/lifecycle/moves.ts";
import type { Warning, WarningActionBody, WarningMoves } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, mayRun, useCommands } from "../../commands/commands.ts";
import { useUnderWay } from "../../commands/under-way.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { NotYet } from "../../parts/not-yet.tsx";
import { Loaded } from "../../parts/states.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import type { Edits } from "./edits.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { takeStep } from "./take-step.ts";
import { isWaiting } from "./warning-order.ts";
import { editCommands } from "./word-commands.ts";

type Move = WarningMoves["moves"][number];

/** A step that somebody is asked about, of the warning as it stood then. */
interface Asked {
  readonly step: Exclude<PersonStep, "edit">;
  readonly of: Warning;
}

const keys: Readonly<Record<PersonStep, string>> = { edit: "e", approve: "a", issue: "i", withdraw: "x", lift: "o" };

/** What can be done about a warning now, each by a button and a key, and in words what not and why. */
export function WarningMovesPanel({
  of,
  edits,
  setEdits,
}: {
  readonly of: Warning;
  readonly edits: Edits | null;
  readonly setEdits: (edits: Edits | null) => void;
}) {
  const say = useSay();
  const moves = useResource<WarningMoves>(`/warnings/${encodeURIComponent(of.id)}/moves`, ["warnings", "mode"]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const all = moves.body?.moves ?? [];
  // Steps of another revision than the one that is looked at are not offered: one of the two is being asked for.
  const isOfShown = moves.body?.revision === of.revision;
  const held = !isOfShown ? frameTexts["asks-anew"] : edits === null ? null : warningStepTexts.unsaved;
  const steps = all.flatMap((move) => stepCommand(move, of, { held, ask: setAsked }));
  const commands = [...steps, ...editCommands(of, edits, setEdits)];
  useCommands(asked === null ? commands : []);
  if (!mayRun({ right: "warnings.draft" })) return <p class="muted">{say(warningScreenTexts["no-draft-right"])}</p>;
  const refused = all.filter(({ isAllowed }) => !isAllowed);
  return (
    <section class="moves">
      <h3>{say(warningScreenTexts["can-do"])}</h3>
      <Loaded resource={moves}>
        {() => (
          <>
            {commands
              .filter(({ id }) => !refused.some((move) => id === `warning-${move.do}`))
              .map((command) => (
                <CommandButton key={command.id} command={command} look={lookOf(command)} />
              ))}
            {refused.length > 0 && <NotYet title={warningScreenTexts.cannot} moves={refused} isOpen={isWaiting(of)} />}
          </>
        )}
      </Loaded>
      {asked !== null && <AskedDialog asked={asked} now={of} close={() => setAsked(null)} />}
    </section>
  );
}

function lookOf({ id }: Command): "" | "main" | "danger" {
  if (id === "warning-issue" || id === "warning-approve" || id === "warning-save") return "main";
  return id === "warning-lift" || id === "warning-withdraw" ? "danger" : "";
}

function stepCommand(
  { do: step, isAllowed, reason }: Move,
  of: Warning,
  { held, ask }: { readonly held: BilingualText | null; readonly ask: (asked: Asked) => void },
): readonly Command[] {
  if (step === "edit") {
    const edit = { id: "warning-edit", key: keys.edit, title: warningStepTexts.edit, right: "warnings.draft" } as const;
    const refusal = isAllowed ? {} : { disabledBecause: reason ?? warningScreenTexts.cannot };
    return [{ ...edit, ...refusal, run: () => document.getElementById("words-title-zh")?.focus() }];
  }
  const isProposal = step === "withdraw" && of.issued !== undefined;
  const why = isAllowed ? held : (reason ?? warningScreenTexts.cannot);
  return [
    {
      id: `warning-${step}`,
      key: keys[step],
      title: warningStepTexts[isProposal ? "withdraw-proposal" : step],
      right: "warnings.draft",
      about: of.id,
      ...(why === null ? {} : { disabledBecause: why }),
      run: () => ask({ step, of }),
    },
  ];
}

function AskedDialog({
  asked: { step, of },
  now,
  close,
}: {
  readonly asked: Asked;
  readonly now: Warning;
  readonly close: () => void;
}) {
  const take = (body: WarningActionBody) => takeStep(of, body, of.revision);
  // What one's own step changes is told before the hub's word on it comes.
  const isUnderWay = useUnderWay(of.id);
  const isChanged = now.revision !== of.revision && !isUnderWay;
  switch (step) {
    case "approve":
    case "issue":
      return <DecideDialog step={step} of={of} changedTo={isChanged ? now.revision : null} take={take} close={close} />;
    case "withdraw":
    case "lift":
      return <ReasonDialog step={step} of={of} changedTo={isChanged ? now.revision : null} take={take} close={close} />;
  }
}
