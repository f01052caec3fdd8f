import { governanceTexts } from "../../../locales/console/governance.ts";
import { draftTexts } from "../../../locales/console/rules.ts";
import { useSay } from "../../app/language.ts";
import { Dialog } from "../../parts/dialog.tsx";
import type { DraftMove } from "./draft-commands.ts";

/** Asks why a draft is rejected, or why one takes over although rules are frozen. */
export function DraftDialog({
  move,
  onMake,
  onClose,
}: {
  readonly move: DraftMove;
  readonly onMake: (body: object) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const isRejection = move === "reject";
  return (
    <Dialog title={say(draftTexts[move])} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          const words = String(new FormData(event.currentTarget).get("words") ?? "").trim();
          onMake(isRejection ? { reason: words } : words === "" ? {} : { override: words });
        }}
      >
        <label class="field">
          {say(isRejection ? governanceTexts.reason : draftTexts.override)}
          <textarea name="words" rows={3} required={isRejection} maxLength={500} />
        </label>
        {!isRejection && <p class="small muted">{say(draftTexts["override-hint"])}</p>}
        <button type="submit" class={isRejection ? "button danger" : "button main"}>
          {say(draftTexts[move])}
        </button>
      </form>
    </Dialog>
  );
}
