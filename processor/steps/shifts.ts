import type { PostShifts } from "../../calls/shift/post-shifts.ts";
import type { Handover } from "../../domain/duty/shift.ts";
import type { PostId } from "../../domain/ids.ts";
import type { ShiftAction } from "../../domain/inputs/acts/shift-action.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { ignoresAll, newMeter, type Step } from "../step.ts";

const shiftsSaved = "shifts";

/** Keeps who handed which post to whom, and who has signed. */
export function shiftsStep(shifts: PostShifts): Step {
  const meter = newMeter();

  function act(logged: LoggedEntry<ShiftAction>, { found, refusals }: Draft): void {
    const { event, refusal } = shifts.act(logged);
    if (refusal !== null) refusals.set(logged.entrySeq, refusal);
    if (event === null) return;
    meter.findings += 1;
    found.events.push(event);
  }

  return {
    name: "shifts",
    due: null,
    meter,
    on: {
      ...ignoresAll,
      "shift-action": ({ logged }, draft) => act(logged, draft),
    },
    async restore({ state }) {
      shifts.restore(readValues<PostId, readonly Handover[]>(state, shiftsSaved));
    },
    save: ({ effects }) => void effects.saved.push(...saveValues(shiftsSaved, shifts.drainChanges())),
  };
}
