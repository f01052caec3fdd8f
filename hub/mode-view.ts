import type { CurrentMode } from "../api/ports.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { Store } from "../store/store.ts";

/** How the city is run now, as the log has it. */
export async function followMode({
  journal,
  journalReader,
}: Pick<Store, "journal" | "journalReader">): Promise<() => CurrentMode> {
  let current: CurrentMode = { mode: "daily", setAt: null, setBy: null };
  const follow = ({ at, entry }: LoggedEntry): void => {
    if (entry.kind === "mode-set") current = { mode: entry.mode, setAt: at, setBy: entry.by };
  };
  const earlier = await journalReader.entriesOf("mode-set", journal.end());
  for (const logged of earlier) follow(logged);
  journal.onCommitted(({ entries }) => {
    for (const logged of entries) follow(logged);
  });
  return () => current;
}
