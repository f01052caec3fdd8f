import type { BilingualText } from "../../../domain/text.ts";
import type { Warning, WarningActionBody } from "../../api/wire.ts";

/** Parts of a warning's text that people write. */
export const wordKeys = ["title", "impact", "advice"] as const;

export type WordKey = (typeof wordKeys)[number];

/** What of a warning people write. */
export type EditFields = Readonly<Record<WordKey, BilingualText>> & Pick<Warning, "level">;

type FieldName = keyof EditFields;

/** What was written and is not saved yet: fields that were touched alone. */
export interface Edits {
  /** Revision of the warning that was looked at. */
  readonly revision: number;
  /** What the hub said of these fields as each was begun. */
  readonly from: Partial<EditFields>;
  readonly to: Partial<EditFields>;
}

export function fieldsOf({ level, title, impact, advice }: Warning): EditFields {
  return { level, title, impact: impact ?? { zh: "", en: "" }, advice };
}

/** Fields as they are shown: those that nobody here touched say what the warning says by now. */
export function shownFields(of: Warning, edits: Edits | null): EditFields {
  return { ...fieldsOf(of), ...edits?.to };
}

/** Writes into fields. @returns null where nothing is other than it stood */
export function written(of: Warning, edits: Edits | null, to: Partial<EditFields>): Edits | null {
  const { revision } = edits ?? of;
  const from: EditFields = { ...fieldsOf(of), ...edits?.from };
  const all = { ...edits?.to, ...to };
  const changed = namesIn(all).filter((name) => !isSame(all[name], from[name]));
  return changed.length === 0 ? null : { revision, from: only(from, changed), to: only(all, changed) };
}

/** Fields that somebody else changed as well since they were begun here, and to something else. */
export function contested(of: Warning, { from, to }: Edits): readonly FieldName[] {
  const now = fieldsOf(of);
  return namesIn(to).filter((name) => !isSame(now[name], from[name]) && !isSame(now[name], to[name]));
}

/** What was written, upon the warning as it is now: looked at, and meant all the same. */
export function upon(of: Warning, { to }: Edits): Edits | null {
  return written(of, null, to);
}

/** The same without what somebody else changed as well. */
export function yielded(of: Warning, edits: Edits): Edits | null {
  const lost = contested(of, edits);
  return upon(of, {
    ...edits,
    to: only(
      edits.to,
      namesIn(edits.to).filter((name) => !lost.includes(name)),
    ),
  });
}

export function editBody({ to }: Edits): Extract<WarningActionBody, { do: "edit" }> {
  return { do: "edit", ...to };
}

/** Whether words were changed in one language while the other says what it said. */
export function isOneSided({ from, to }: Edits): boolean {
  return wordKeys.some((key) => (to[key]?.zh === from[key]?.zh) !== (to[key]?.en === from[key]?.en));
}

function namesIn(fields: Partial<EditFields>): readonly FieldName[] {
  return (["level", ...wordKeys] as const).filter((name) => fields[name] !== undefined);
}

function only(fields: Partial<EditFields>, names: readonly FieldName[]): Partial<EditFields> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

function isSame(a: EditFields[FieldName] | undefined, b: EditFields[FieldName] | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return a.zh === b.zh && a.en === b.en;
}
