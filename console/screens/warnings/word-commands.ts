import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import type { Warning } from "../../api/wire.ts";
import type { Command } from "../../commands/commands.ts";
import { type Edits, editBody } from "./edits.ts";
import { takeStep } from "./take-step.ts";

/** Saving and discarding what was written; none where nothing was. */
export function editCommands(
  of: Warning,
  edits: Edits | null,
  setEdits: (edits: Edits | null) => void,
): readonly Command[] {
  if (edits === null) return [];
  const save = async (): Promise<void> => {
    const body = editBody(of, edits);
    if (body === null) {
      setEdits(null);
      return;
    }
    const answer = await takeStep(of, body, edits.revision);
    // What was refused stays to be looked at again, upon what holds now.
    if (answer.kind === "ok") setEdits(null);
    else if (answer.kind === "problem" && answer.status === 412) setEdits({ ...edits, revision: of.revision });
  };
  return [
    {
      id: "warning-save",
      key: "s",
      title: warningDeskTexts.save,
      right: "warnings.draft",
      run: () => void save(),
    },
    {
      id: "warning-discard",
      key: "D",
      title: warningDeskTexts.discard,
      right: "warnings.draft",
      run: () => setEdits(null),
    },
  ];
}
