import { useState } from "preact/hooks";
import type { CaseMoveKind } from "../../../domain/inputs/acts/case-action.ts";
import { caseTexts, moveTitle, moveTitles } from "../../../locales/console/case.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { Answer } from "../../api/client.ts";
import type { CaseActionBody, CaseMove, CaseMoves, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useUnderWay } from "../../commands/under-way.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { NotYet } from "../../parts/not-yet.tsx";
import { Loaded } from "../../parts/states.tsx";
import { timeOfDay } from "../../parts/times.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { fieldsOf } from "./move-fields.ts";

/** Keys of moves on the case page. */
const keys: Readonly<Record<CaseMoveKind, string>> = {
  acknowledge: "a",
  comment: "c",
  register: "r",
  dispatch: "d",
  accept: "k",
  return: "b",
  assign: "p",
  feedback: "f",
  verify: "v",
  rework: "o",
  close: "x",
  void: "n",
  suspend: "h",
  resume: "u",
  extend: "e",
  supervise: "s",
};

/** What can be done about a case now, each by a button and a key, and in words what not yet and why. */
export function CaseMovesPanel({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const moves = useResource<CaseMoves>(`/cases/${encodeURIComponent(of.id)}/moves`, ["cases"]);
  // What closing still lacks may be quiet water alone, which comes with time and is told by no event.
  useEvery(10_000, moves.reload);
  const [asked, setAsked] = useState<CaseMove | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const isUnderWay = useUnderWay(of.id);
  /** Revision that one's own newest move led to, which is shown a little later than the hub's word on it. */
  const [made, setMade] = useState(0);
  const make = async (body: CaseActionBody): Promise<Answer<unknown>> => {
    setConflict(null);
    const answer = await makeMove(of, body);
    if (answer.kind === "ok") setMade(answer.body.revision);
    return answer;
  };
  const makePlain = async (body: CaseActionBody): Promise<void> => {
    const answer = await make(body);
    if (answer.kind === "problem" && isConflict(answer.status)) setConflict(answer.problem.detail);
  };
  // Moves of another revision than the one that is looked at are not offered: one of the two is being asked for.
  const isOfShown = moves.body?.revision === of.revision && of.revision >= made;
  const commandOfMove = (move: CaseMove) =>
    commandOf(move, { of, isOfShown, ask: () => setAsked(move), make: (body) => void makePlain(body) });
  useCommands((moves.body?.moves ?? []).map(commandOfMove));
  return (
    <section class="moves" aria-busy={isUnderWay}>
      <h3>
        {say(caseTexts["can-do"])} {isUnderWay && <span class="chip">{say(frameTexts["act-pending"])}</span>}
      </h3>
      {conflict !== null && <Conflict of={of} why={conflict} onSeen={() => setConflict(null)} />}
      <Loaded resource={moves}>
        {(body) => (
          <>
            {body.moves
              .filter(({ isAllowed }) => isAllowed)
              .map((move) => (
                <CommandButton
                  key={move.do}
                  command={commandOfMove(move)}
                  look={move.do === "acknowledge" ? "main" : move.do === "void" ? "danger" : ""}
                />
              ))}
            <NotYet title={caseTexts.cannot} moves={notYet(body.moves)} isOpen />
          </>
        )}
      </Loaded>
      {asked !== null && <MoveDialog of={of} move={asked} make={make} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** 412: it is not what was looked at any more; 409: it stands otherwise than the move wants. */
function isConflict(status: number): boolean {
  return status === 412 || status === 409;
}

/** Who changed what, in the hub's words, and the newest line of the case as it is now. */
function Conflict({
  of,
  why,
  onSeen,
}: {
  readonly of: CaseWithTimeline;
  readonly why: string;
  readonly onSeen: () => void;
}) {
  const say = useSay();
  const newest = of.timeline.at(-1);
  return (
    <div class="conflict" role="alert">
      <strong>{say(caseTexts["changed-title"])}</strong>
      <p>{why}</p>
      {newest !== undefined && (
        <p class="small">
          {say(fill(caseTexts["changed-line"], { at: timeOfDay(Date.parse(newest.at)), words: newest.words }))}
        </p>
      )}
      <button type="button" class="button" onClick={onSeen}>
        {say(caseTexts["changed-seen"])}
      </button>
    </div>
  );
}

interface MoveWays {
  readonly of: CaseWithTimeline;
  readonly isOfShown: boolean;
  readonly ask: () => void;
  readonly make: (body: CaseActionBody) => void;
}

function commandOf(move: CaseMove, { of, isOfShown, ask, make }: MoveWays): Command {
  const isPlain = fieldsOf(move).length === 0;
  const why = move.isAllowed ? (isOfShown ? null : frameTexts["asks-anew"]) : (move.reason ?? caseTexts.cannot);
  return {
    id: `move-${move.do}`,
    key: keys[move.do],
    title: moveTitles[move.do],
    right: "cases.act",
    about: of.id,
    ...(why === null ? {} : { disabledBecause: why }),
    // A move that asks for nothing is its name alone.
    run: () => (isPlain ? make({ do: move.do } as CaseActionBody) : ask()),
  };
}

/** Makes a move of the case as it was seen; of one that changed since, the hub says who changed what. */
function makeMove({ id, revision, title }: CaseWithTimeline, body: CaseActionBody): Promise<Answer<CaseWithTimeline>> {
  const name = moveTitle(body.do);
  return act({
    path: `/cases/${encodeURIComponent(id)}/actions`,
    body,
    ifMatch: revision,
    about: id,
    words: { zh: `${name.zh}：${title.zh}`, en: `${name.en}: ${title.en}` },
    mayWait: body.do === "acknowledge",
  });
}

function notYet(moves: readonly CaseMove[]) {
  const held = moves.filter(({ isAllowed, refusal }) => !isAllowed && refusal !== "cases.already_there");
  return held.map(({ do: kind, reason }) => ({ name: moveTitles[kind], reason }));
}
