import { useState } from "preact/hooks";
import { deliveriesTexts } from "../../../locales/console/deliveries.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
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
  const confirm = () => {
    onClose();
    void replay({ endpointId, state: "dead" }, `${endpointId} ×${count}`);
  };
  return (
    <Dialog title={say(fill(deliveriesTexts["confirm-title"], { count, id: endpointId }))} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
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
        <button type="submit" class="button main" disabled={typed.trim() !== String(count)}>
          {say(deliveriesTexts["replay-all"])}
        </button>
      </form>
    </Dialog>
  );
}
