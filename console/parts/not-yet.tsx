import type { BilingualText } from "../../domain/text.ts";
import { useSay } from "../app/language.ts";

/** What cannot be done now, each with its reason. */
export function NotYet({
  title,
  moves,
  isOpen,
}: {
  readonly title: BilingualText;
  readonly moves: readonly { readonly name: BilingualText; readonly reason: BilingualText | null }[];
  readonly isOpen: boolean;
}) {
  const say = useSay();
  return (
    <details class="not-yet" open={isOpen}>
      <summary>{say(title)}</summary>
      <ul>
        {moves.map(({ name, reason }) => (
          <li key={name.en}>
            <strong>{say(name)}</strong> <span class="muted">{reason === null ? "" : say(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
