import { governanceTexts } from "../../../locales/console/governance.ts";
import { draftTexts } from "../../../locales/console/rules.ts";
import type { Answer } from "../../api/client.ts";
import { useSay } from "../../app/language.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import type { DraftMove } from "./draft-commands.ts";

/** Asks why a draft is rejected, or why one takes over although rules are frozen. */
export function DraftDialog({
  move,
  make,
  onClose,
}: {
  readonly move: DraftMove;
  readonly make: (body: object) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const isRejection = move === "reject";
  return (
    <Dialog title={say(draftTexts[move])} onClose={onClose}>
      <AskForm
        send={(given) => {
          const words = String(given.get("words") ?? "").trim();
          return make(isRejection ? { reason: words } : words === "" ? {} : { override: words });
        }}
        done={onClose}
        submit={say(draftTexts[move])}
        look={isRejection ? "danger" : "main"}
      >
        <label class="field">
          {say(isRejection ? governanceTexts.reason : draftTexts.override)}
          <textarea name="words" rows={3} required={isRejection} maxLength={500} />
        </label>
        {!isRejection && <p class="small muted">{say(draftTexts["override-hint"])}</p>}
      </AskForm>
    </Dialog>
  );
}
