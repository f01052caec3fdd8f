import { deviceTexts } from "../../../locales/console/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import { useSay } from "../../app/language.ts";
import { Dialog } from "../../parts/dialog.tsx";

/** Asks for a command and sends it. */
export function DeviceCommandDialog({
  deviceId,
  after,
  onClose,
}: {
  readonly deviceId: string;
  readonly after: () => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const send = (text: string) => {
    onClose();
    const path = `/devices/${encodeURIComponent(deviceId)}/commands`;
    const body = { id: crypto.randomUUID().slice(0, 13), command: commandOf(text) };
    void act({ path, body, about: deviceId, words: fill(deviceTexts["did-command"], { id: deviceId }) }).then(after);
  };
  return (
    <Dialog title={`${say(deviceTexts.command)} · ${deviceId}`} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          send(String(new FormData(event.currentTarget).get("command")).trim());
        }}
      >
        <p class="muted">{say(deviceTexts["command-does"])}</p>
        <label class="field" htmlFor="device-command">
          {say(deviceTexts["command-text"])}
          <textarea id="device-command" name="command" rows={3} required />
        </label>
        <button type="submit" class="button main">
          {say(deviceTexts.confirm)}
        </button>
      </form>
    </Dialog>
  );
}

/** An object where it is one as JSON; else the text as it stands. */
function commandOf(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? read : text;
  } catch {
    return text;
  }
}
