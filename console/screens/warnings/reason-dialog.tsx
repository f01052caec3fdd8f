import { warningStepTexts } from "../../../locales/console/warnings.ts";
import type { Warning, WarningActionBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ChangedSince } from "./changed-since.tsx";

/** Asks why a draft is withdrawn or a warning lifted. */
export function ReasonDialog({
  step,
  of,
  changedTo,
  take,
  close,
}: {
  readonly step: "withdraw" | "lift";
  readonly of: Warning;
  /** Revision that it has moved on to; null where it stands as it was seen. */
  readonly changedTo: number | null;
  readonly take: (body: WarningActionBody) => void;
  readonly close: () => void;
}) {
  const say = useSay();
  return (
    <Dialog title={`${say(warningStepTexts[`${step}-now`])} · ${say(of.title)}`} onClose={close}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
          if (reason !== "") take({ do: step, reason });
        }}
      >
        <label class="field" htmlFor="step-reason">
          {say(warningStepTexts.reason)}
          <textarea id="step-reason" name="reason" rows={3} required maxLength={500} />
        </label>
        <p class="small muted">{say(warningStepTexts["reason-public"])}</p>
        {changedTo === null ? (
          <button type="submit" class="button danger">
            {say(warningStepTexts[`${step}-now`])}
          </button>
        ) : (
          <ChangedSince revision={changedTo} close={close} />
        )}
      </form>
    </Dialog>
  );
}
