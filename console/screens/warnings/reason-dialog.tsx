import { warningStepTexts } from "../../../locales/console/warnings.ts";
import type { Answer } from "../../api/client.ts";
import type { Warning, WarningActionBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { AskForm } from "../../parts/ask-form.tsx";
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
  readonly take: (body: WarningActionBody) => Promise<Answer<unknown>>;
  readonly close: () => void;
}) {
  const say = useSay();
  return (
    <Dialog title={`${say(warningStepTexts[`${step}-now`])} · ${say(of.title)}`} onClose={close}>
      <AskForm
        send={(given) => {
          const reason = String(given.get("reason") ?? "").trim();
          return reason === "" ? null : take({ do: step, reason });
        }}
        done={close}
        submit={changedTo === null ? say(warningStepTexts[`${step}-now`]) : null}
        look="danger"
      >
        <label class="field" htmlFor="step-reason">
          {say(warningStepTexts.reason)}
          <textarea id="step-reason" name="reason" rows={3} required maxLength={500} />
        </label>
        <p class="small muted">{say(warningStepTexts["reason-public"])}</p>
        {changedTo !== null && <ChangedSince revision={changedTo} close={close} />}
      </AskForm>
    </Dialog>
  );
}
