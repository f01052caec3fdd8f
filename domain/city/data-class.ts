/** Who may see what a gauge says: anybody, staff, or those with the right to restricted data. */
export const dataClasses = ["public", "internal", "restricted"] as const;

export type DataClass = (typeof dataClasses)[number];

/** @param gauge internal where it says nothing */
export function isRestricted(gauge: { readonly dataClass?: DataClass }): boolean {
  return gauge.dataClass === "restricted";
}
