import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import type { Warning } from "../../api/wire.ts";
import type { Command } from "../../commands/commands.ts";
import { type Edits, editBody, upon } from "./edits.ts";
import { takeStep } from "./take-step.ts";

/** Saving and discarding what was written; none where nothing was. Of a warning that moved on that is looked at first. */
export function editCommands(
  of: Warning,
  edits: Edits | null,
  setEdits: (edits: Edits | null) => void,
): readonly Command[] {
  if (edits === null) return [];
  const save = async (): Promise<void> => {
    const answer = await takeStep(of, editBody(edits), edits.revision);
    if (answer.kind === "ok") setEdits(null);
  };
  const isSeen = of.revision === edits.revision;
  return [
    {
      id: "warning-save",
      key: "s",
      title: warningScreenTexts[isSeen ? "save" : "save-changed"],
      right: "warnings.draft",
      about: of.id,
      run: () => (isSeen ? void save() : setEdits(upon(of, edits))),
    },
    {
      id: "warning-discard",
      key: "D",
      title: warningScreenTexts.discard,
      right: "warnings.draft",
      run: () => setEdits(null),
    },
  ];
}
