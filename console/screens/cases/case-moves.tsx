import { useState } from "preact/hooks";
import type { CaseMoveKind } from "../../../domain/inputs/acts/case-action.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { moveNames } from "../../../locales/case-moves.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { act } from "../../acts/act-queue.ts";
import type { CaseActionBody, CaseMove, CaseMoves, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { Loaded } from "../../parts/states.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { fieldsOf } from "./move-fields.ts";

/** Keys of moves on the case page. */
const keys: Readonly<Record<CaseMoveKind, string>> = {
  acknowledge: "a",
  comment: "c",
  register: "r",
  dispatch: "d",
  accept: "t",
  return: "b",
  assign: "p",
  feedback: "f",
  verify: "v",
  rework: "o",
  close: "x",
  void: "V",
  suspend: "h",
  resume: "u",
  extend: "e",
  supervise: "s",
};

/** What can be done about a case now, each by a button and a key, and in words what not yet and why. */
export function CaseMovesPanel({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const moves = useResource<CaseMoves>(`/cases/${encodeURIComponent(of.id)}/moves`, ["cases"]);
  const [asked, setAsked] = useState<CaseMove | null>(null);
  const make = (body: CaseActionBody) => {
    setAsked(null);
    void makeMove(of, body);
  };
  const all = moves.body?.moves ?? [];
  useCommands(all.map((move) => commandOf(move, () => setAsked(move), make)));
  return (
    <section class="moves">
      <h3>{say(caseTexts["can-do"])}</h3>
      <Loaded resource={moves}>
        {(body) => (
          <>
            {body.moves
              .filter(({ isAllowed }) => isAllowed)
              .map((move) => (
                <CommandButton
                  key={move.do}
                  command={commandOf(move, () => setAsked(move), make)}
                  look={move.do === "acknowledge" ? "main" : move.do === "void" ? "danger" : ""}
                />
              ))}
            <NotYet moves={body.moves} />
          </>
        )}
      </Loaded>
      {asked !== null && <MoveDialog move={asked} onMake={make} onClose={() => setAsked(null)} />}
    </section>
  );
}

function commandOf(move: CaseMove, ask: () => void, make: (body: CaseActionBody) => void): Command {
  const isPlain = fieldsOf(move).length === 0;
  return {
    id: `move-${move.do}`,
    key: keys[move.do],
    title: moveNames[move.do],
    right: "cases.act",
    ...(move.isAllowed ? {} : { disabledBecause: move.reason ?? caseTexts.cannot }),
    // A move that asks for nothing is its name alone.
    run: () => (isPlain ? make({ do: move.do } as CaseActionBody) : ask()),
  };
}

/** Makes a move of the case as it was seen; of one that changed since, the hub says who changed what. */
function makeMove({ id, revision, title }: CaseWithTimeline, body: CaseActionBody): Promise<unknown> {
  const name: BilingualText = moveNames[body.do];
  return act({
    path: `/cases/${encodeURIComponent(id)}/actions`,
    body,
    ifMatch: revision,
    about: id,
    words: { zh: `${name.zh}：${title.zh}`, en: `${name.en}: ${title.en}` },
    mayWait: body.do === "acknowledge",
  });
}

function NotYet({ moves }: { readonly moves: readonly CaseMove[] }) {
  const say = useSay();
  const held = moves.filter(({ isAllowed, refusal }) => !isAllowed && refusal !== "cases.already_there");
  return (
    <details class="not-yet">
      <summary>{say(caseTexts.cannot)}</summary>
      <ul>
        {held.map(({ do: kind, reason }) => (
          <li key={kind}>
            <strong>{say(moveNames[kind])}</strong> <span class="muted">{reason === null ? "" : say(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
