import { useSay } from "../app/language.ts";
import { type Command, heldBecause, mayRun } from "../commands/commands.ts";
import { useUnderWay } from "../commands/under-way.ts";

/** The button of a command, with its key on it; shown with the reason where it cannot be pressed. */
export function CommandButton({
  command,
  look = "",
}: {
  readonly command: Command;
  readonly look?: "" | "main" | "danger";
}) {
  const say = useSay();
  useUnderWay(command.about);
  if (!mayRun(command)) return null;
  const held = heldBecause(command);
  const why = held === undefined ? undefined : say(held);
  return (
    <button
      type="button"
      class={`button ${look}`}
      disabled={why !== undefined}
      title={why}
      data-command={command.id}
      aria-keyshortcuts={command.key.replace(" ", "+")}
      // Drawn after the act began, a second click comes to a button that looks as if it could be pressed.
      onClick={() => heldBecause(command) === undefined && command.run()}
    >
      <span>{say(command.title)}</span>
      <kbd class="key">{keyLabel(command.key)}</kbd>
    </button>
  );
}

/** A key as it stands on a keyboard. */
export function keyLabel(key: string): string {
  const names: Readonly<Record<string, string>> = {
    ...{ Enter: "↵", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" },
  };
  return key
    .split(" ")
    .map((each) => names[each] ?? (/^[A-Z]$/.test(each) ? `⇧${each}` : each.toUpperCase()))
    .join(" ");
}
