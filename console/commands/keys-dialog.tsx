import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import { useStore } from "../live/store.ts";
import { keyLabel } from "../parts/buttons.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { type Command, commandsInForce, mayRun } from "./commands.ts";

/** Every key that works where one is, with what it does. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const commands = useStore(commandsInForce, (each) => each);
  return (
    <Dialog title={say(frameTexts["keys-title"])} onClose={onClose}>
      <table>
        <tbody>
          {commands
            .filter(mayRun)
            .filter(isFirstOfItsKey)
            .map((command) => (
              <tr key={command.id} data-command={command.id} data-key={command.key}>
                <td>
                  <kbd class="key">{keyLabel(command.key)}</kbd>
                </td>
                <td>
                  {say(command.title)}
                  {command.disabledBecause !== undefined && <span class="muted"> {say(command.disabledBecause)}</span>}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Dialog>
  );
}

/** Of commands with one key the last put in force is the one that the key runs. */
function isFirstOfItsKey({ key }: Command, place: number, all: readonly Command[]): boolean {
  return all.findLastIndex((each) => each.key === key) === place;
}
