import { withheldWords } from "../../../locales/api/people.ts";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { Handover, Roster, Shift } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
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
  const people = usePeople(post);
  const handOver = async (given: FormData): Promise<void> => {
    const body = { postId: post.postId, to: String(given.get("to")), notes: String(given.get("notes") ?? "").trim() };
    const what = shiftScreenTexts["hand-over"];
    const words = { zh: `${what.zh}：${post.name.zh}`, en: `${what.en}: ${post.name.en}` };
    const answer = await act<Handover>({ path: "/shift/handover", body, about: post.postId, words });
    if (answer.kind === "ok") onDone();
  };
  return (
    <Dialog title={`${say(shiftScreenTexts["hand-over"])} · ${say(post.name)}`} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          void handOver(new FormData(event.currentTarget));
        }}
      >
        <label class="field">
          {say(shiftScreenTexts["hand-over-to"])}
          <select name="to" required>
            {people.map((person) => (
              <option key={person.personId} value={isNameEnough(person, people) ? say(person.name) : person.personId}>
                {say(person.name)} {!isNameEnough(person, people) && `· ${person.personId}`}
              </option>
            ))}
          </select>
        </label>
        {people[0] !== undefined && (
          <p class="small muted">{say(fill(shiftScreenTexts["hand-over-hint"], { names: people[0].name }))}</p>
        )}
        <label class="field">
          {say(shiftScreenTexts.notes)}
          <textarea name="notes" rows={4} maxLength={2_000} />
        </label>
        <button type="submit" class="button main">
          {say(shiftScreenTexts["make-sheet"])}
        </button>
      </form>
    </Dialog>
  );
}

/** Whether the name tells a person from the others of the post; one that may not be shown tells nobody. */
function isNameEnough({ name }: Person, people: readonly Person[]): boolean {
  return name.en !== withheldWords.en && people.filter((each) => each.name.en === name.en).length === 1;
}

/** People of a post: those of the next shift first, then those of the one after and of now, then deputies. */
function usePeople({ postId, onDuty }: Shift): Shift["onDuty"]["people"] {
  const next = useRoster(onDuty.untilAt, postId);
  const after = useRoster(next?.onDuty.untilAt ?? null, postId);
  const all = [next?.onDuty, after?.onDuty, onDuty].flatMap((each) => each?.people ?? []);
  const deputies = [next?.onDuty, after?.onDuty, onDuty].flatMap((each) => each?.deputies ?? []);
  return [...new Map([...all, ...deputies].map((person) => [person.personId, person])).values()];
}

function useRoster(at: string | null, postId: string): Roster["rows"][number] | undefined {
  const roster = useResource<Roster>(at === null ? null : `/roster?at=${encodeURIComponent(at)}`);
  return roster.body?.rows.find((row) => row.postId === postId);
}
