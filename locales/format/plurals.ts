const english = new Intl.PluralRules("en");

/** The form of an English word that stands with a count, as a number or as it is written: `attempt` with 1, else `attempts`. */
export function pluralForm(
  count: string | number,
  { one, many }: { readonly one: string; readonly many: string },
): string {
  return english.select(Number(count)) === "one" ? one : many;
}
