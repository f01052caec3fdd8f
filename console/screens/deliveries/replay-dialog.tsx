import { useState } from "preact/hooks";
import { deliveriesTexts } from "../../../locales/console/operations/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { replay } from "./delivery-commands.ts";

/** Asks for the number of deliveries before all given up at an endpoint go out again. */
export function ReplayDialog({
  endpointId,
  count,
  onClose,
}: {
  readonly endpointId: string;
  readonly count: number;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  return (
    <Dialog title={say(fill(deliveriesTexts["confirm-title"], { count, id: endpointId }))} onClose={onClose}>
      <AskForm
        send={() => replay({ endpointId, state: "dead" }, `${endpointId} ×${count}`)}
        done={onClose}
        submit={say(deliveriesTexts["replay-all"])}
        isDisabled={typed.trim() !== String(count)}
      >
        <p>{say(fill(deliveriesTexts["confirm-words"], { count }))}</p>
        <label class="field" htmlFor="replay-count">
          {say(deliveriesTexts["count-field"])}
          <input
            id="replay-count"
            inputMode="numeric"
            autocomplete="off"
            required
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </AskForm>
    </Dialog>
  );
}
