import { deviceTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import { useSay } from "../../app/language.ts";
import { AskForm } from "../../parts/ask-form.tsx";
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
  const send = async (text: string) => {
    const path = `/devices/${encodeURIComponent(deviceId)}/commands`;
    const body = { id: crypto.randomUUID().slice(0, 13), command: commandOf(text) };
    const answer = await act({
      path,
      body,
      about: deviceId,
      words: fill(deviceTexts["did-command"], { id: deviceId }),
    });
    after();
    return answer;
  };
  return (
    <Dialog title={`${say(deviceTexts.command)} · ${deviceId}`} onClose={onClose}>
      <AskForm
        send={(given) => send(String(given.get("command")).trim())}
        done={onClose}
        submit={say(deviceTexts.confirm)}
      >
        <p class="muted">{say(deviceTexts["command-does"])}</p>
        <label class="field" htmlFor="device-command">
          {say(deviceTexts["command-text"])}
          <textarea id="device-command" name="command" rows={3} required />
        </label>
      </AskForm>
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
