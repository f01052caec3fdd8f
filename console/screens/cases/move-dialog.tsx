import { useState } from "preact/hooks";
import { evidenceNames } from "../../../locales/case-moves.ts";
import { caseTexts, moveFieldTexts, moveTitle } from "../../../locales/console/case.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { marks } from "../../../locales/shared.ts";
import type { Answer } from "../../api/client.ts";
import type { CaseActionBody, CaseMove, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useUnderWay } from "../../commands/under-way.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { instantOfCityTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldsOf, type MoveField } from "./move-fields.ts";

/** Asks for what a move needs. Where the case changes meanwhile it says so, and what was written stays. */
export function MoveDialog({
  of,
  move,
  make,
  onClose,
}: {
  readonly of: CaseWithTimeline;
  readonly move: CaseMove;
  readonly make: (body: CaseActionBody) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [seen, setSeen] = useState(of.revision);
  const isUnderWay = useUnderWay(of.id);
  // What one's own move changes is told before the hub's word on it comes.
  const hasChanged = of.revision !== seen && !isUnderWay;
  const send = (given: FormData) => {
    if (!hasChanged) return make(bodyOf(move, given));
    setSeen(of.revision);
    return null;
  };
  return (
    <Dialog title={`${say(moveTitle(move.do))} · ${say(of.title)}`} onClose={onClose}>
      <Lacking move={move} />
      <AskForm
        send={send}
        done={onClose}
        submit={say(caseTexts[hasChanged ? "changed-confirm" : "confirm"])}
        look={hasChanged ? "" : "main"}
      >
        {fieldsOf(move).map((field) => (
          <label key={field.name} class="field" htmlFor={`move-${field.name}`}>
            {say(moveFieldTexts[field.name])}
            <FieldInput field={field} unitId={of.unitId} />
          </label>
        ))}
        {hasChanged && <ChangedMeanwhile of={of} seen={seen} />}
      </AskForm>
    </Dialog>
  );
}

function Lacking({ move: { lacking } }: { readonly move: CaseMove }) {
  const say = useSay();
  if (lacking.length === 0) return null;
  const kinds = joined(
    lacking.map((kind) => evidenceNames[kind]),
    marks.list,
  );
  return <p>{say(fill(moveFieldTexts.despite, { lacking: kinds }))}</p>;
}

function ChangedMeanwhile({ of, seen }: { readonly of: CaseWithTimeline; readonly seen: number }) {
  const say = useSay();
  const words = of.timeline.at(-1)?.words ?? { zh: "", en: "" };
  return (
    <p class="conflict" role="alert">
      {say(fill(caseTexts["changed-while-open"], { from: seen, to: of.revision, words }))}
    </p>
  );
}

function FieldInput({
  field: { name, isNeeded },
  unitId,
}: {
  readonly field: MoveField;
  /** That has the case now. */
  readonly unitId: string;
}) {
  const say = useSay();
  const units = useStore(catalogue, (each) => each?.units ?? []);
  switch (name) {
    case "unitId":
      return (
        <select id={`move-${name}`} name={name} required={isNeeded}>
          {units.every(({ id }) => id !== unitId) && <option value="">{say(frameTexts.choose)}</option>}
          {units.map((unit) => (
            <option key={unit.id} value={unit.id} selected={unit.id === unitId}>
              {say(unit.name)}
            </option>
          ))}
        </select>
      );
    case "until":
      return <input id={`move-${name}`} name={name} type="datetime-local" required={isNeeded} />;
    case "person":
      return <input id={`move-${name}`} name={name} required={isNeeded} maxLength={200} />;
    case "reason":
    case "text":
    case "note":
      return <textarea id={`move-${name}`} name={name} rows={3} required={isNeeded} maxLength={2_000} />;
  }
}

/** The body as the API has it: a moment is sent with the city's offset, never as the machine's zone would have it. */
function bodyOf(move: CaseMove, given: FormData): CaseActionBody {
  const filled = fieldsOf(move).flatMap(({ name }): [string, string][] => {
    const value = String(given.get(name) ?? "").trim();
    if (value === "") return [];
    return [[name, name === "until" ? instantOfCityTime(value) : value]];
  });
  return { do: move.do, ...Object.fromEntries(filled) } as CaseActionBody;
}
