import type { BilingualText } from "../../domain/text.ts";
import type { Command } from "./commands.ts";

/** Commands by `]` and `[` from one of a list to the next and the one before, in the order shown; at its ends they stay. */
export function stepCommands<Row>({
  of,
  titles,
  rows,
  at,
  go,
}: {
  /** What their ids begin with. */
  readonly of: string;
  readonly titles: { readonly next: BilingualText; readonly previous: BilingualText };
  readonly rows: readonly Row[];
  /** Place of the one that is chosen; -1 for none. */
  readonly at: number;
  readonly go: (row: Row) => void;
}): readonly Command[] {
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) go(next);
  };
  return [
    { id: `${of}-next`, key: "]", title: titles.next, run: () => step(1) },
    { id: `${of}-previous`, key: "[", title: titles.previous, run: () => step(-1) },
  ];
}
