import { useState } from "preact/hooks";
import { evidenceNames } from "../../../locales/case-moves.ts";
import { caseTexts, moveFieldTexts, moveTitle } from "../../../locales/console/case.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { marks } from "../../../locales/shared.ts";
import type { CaseActionBody, CaseMove, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { instantOfCityTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldsOf, type MoveField } from "./move-fields.ts";

/** Asks for what a move needs. Where the case changes meanwhile it says so, and what was written stays. */
export function MoveDialog({
  of,
  move,
  onMake,
  onClose,
}: {
  readonly of: CaseWithTimeline;
  readonly move: CaseMove;
  readonly onMake: (body: CaseActionBody) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [seen, setSeen] = useState(of.revision);
  const hasChanged = of.revision !== seen;
  return (
    <Dialog title={`${say(moveTitle(move.do))} · ${say(of.title)}`} onClose={onClose}>
      <Lacking move={move} />
      <form
        class="ask-form"
        // Keys of the page are not for what is behind the dialog.
        onKeyDown={(event) => event.stopPropagation()}
        onSubmit={(event) => {
          event.preventDefault();
          if (hasChanged) setSeen(of.revision);
          else onMake(bodyOf(move, new FormData(event.currentTarget)));
        }}
      >
        {fieldsOf(move).map((field) => (
          <label key={field.name} class="field" htmlFor={`move-${field.name}`}>
            {say(moveFieldTexts[field.name])}
            <FieldInput field={field} />
          </label>
        ))}
        {hasChanged && <ChangedMeanwhile of={of} seen={seen} />}
        <button type="submit" class={hasChanged ? "button" : "button main"}>
          {say(caseTexts[hasChanged ? "changed-confirm" : "confirm"])}
        </button>
      </form>
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

function FieldInput({ field: { name, isNeeded } }: { readonly field: MoveField }) {
  const say = useSay();
  const units = useStore(catalogue, (each) => each?.units ?? []);
  switch (name) {
    case "unitId":
      return (
        <select id={`move-${name}`} name={name} required={isNeeded}>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
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
