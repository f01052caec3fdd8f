import { useState } from "preact/hooks";
import { withheldWords } from "../../../locales/api/people.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { Handover, Roster, Shift } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { Dialog } from "../../parts/dialog.tsx";

type Person = Shift["onDuty"]["people"][number];

/** Hands a post over: to whom, and what is not on the sheet that the hub makes. */
export function HandOverDialog({
  post,
  onClose,
  onDone,
}: {
  readonly post: Shift;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const { people, next } = usePeople(post);
  const choiceOf = (person: Person) => (isNameEnough(person, people) ? say(person.name) : person.personId);
  const [chosen, setChosen] = useState<string | null>(null);
  const handOver = (given: FormData) => {
    const body = { postId: post.postId, to: String(given.get("to")), notes: String(given.get("notes") ?? "").trim() };
    const what = shiftScreenTexts["hand-over"];
    const words = { zh: `${what.zh}：${post.name.zh}`, en: `${what.en}: ${post.name.en}` };
    return act<Handover>({ path: "/shift/handover", body, about: post.postId, words });
  };
  return (
    <Dialog title={`${say(shiftScreenTexts["hand-over"])} · ${say(post.name)}`} onClose={onClose}>
      <AskForm send={handOver} done={onDone} submit={say(shiftScreenTexts["make-sheet"])}>
        <label class="field">
          {say(shiftScreenTexts["hand-over-to"])}
          <select
            name="to"
            required
            value={chosen ?? (next === undefined ? "" : choiceOf(next))}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            <option value="">{say(frameTexts.choose)}</option>
            {people.map((person) => (
              <option key={person.personId} value={choiceOf(person)}>
                {say(person.name)} {!isNameEnough(person, people) && `· ${person.personId}`}
              </option>
            ))}
          </select>
        </label>
        {next !== undefined && (
          <p class="small muted">{say(fill(shiftScreenTexts["hand-over-hint"], { names: next.name }))}</p>
        )}
        <label class="field">
          {say(shiftScreenTexts.notes)}
          <textarea name="notes" rows={4} maxLength={2_000} />
        </label>
      </AskForm>
    </Dialog>
  );
}

/** Whether the name tells a person from the others of the post; one that may not be shown tells nobody. */
function isNameEnough({ name }: Person, people: readonly Person[]): boolean {
  return name.en !== withheldWords.en && people.filter((each) => each.name.en === name.en).length === 1;
}

/** People of a post: those of the next shift first, then those of the one after and of now, then deputies; `next` takes over. */
function usePeople({ postId, onDuty }: Shift): {
  readonly people: readonly Person[];
  readonly next: Person | undefined;
} {
  const next = useRoster(onDuty.untilAt, postId);
  const after = useRoster(next?.onDuty.untilAt ?? null, postId);
  const all = [next?.onDuty, after?.onDuty, onDuty].flatMap((each) => each?.people ?? []);
  const deputies = [next?.onDuty, after?.onDuty, onDuty].flatMap((each) => each?.deputies ?? []);
  const people = [...new Map([...all, ...deputies].map((person) => [person.personId, person])).values()];
  return { people, next: next?.onDuty.people[0] };
}

function useRoster(at: string | null, postId: string): Roster["rows"][number] | undefined {
  const roster = useResource<Roster>(at === null ? null : `/roster?at=${encodeURIComponent(at)}`);
  return roster.body?.rows.find((row) => row.postId === postId);
}
