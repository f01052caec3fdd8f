import type { StationId } from "../ids.ts";

/** Who may see something: anybody; staff and receivers of webhooks; those with the right to restricted data. Mildest first. */
export const dataClasses = ["public", "internal", "restricted"] as const;

export type DataClass = (typeof dataClasses)[number];

/** Fields that a city gives a class of its own, wherever they stand. */
export const classedFields = [
  /** Where a station stands. */
  "position",
  /** Duty telephones of places, units and persons. */
  "phone",
  /** Names of persons, what they write, and their photos. */
  "person",
] as const;

export type ClassedField = (typeof classedFields)[number];

/** Fields whose class a station may have for itself. */
export const fieldsOfStation = ["position", "phone"] as const satisfies readonly ClassedField[];

/** Classes of fields; what is left out is as `usualClasses` has it. */
export type FieldClasses = { readonly [Field in ClassedField]?: DataClass | undefined };

/** As long as a city says nothing: a warning names the number to call and, without an outline, the circle of its stations. */
const usualClasses: Readonly<Record<ClassedField, DataClass>> = {
  position: "public",
  phone: "public",
  person: "internal",
};

/** What tells of the classes of a city's fields. */
export interface ClassedCity {
  readonly fieldClasses?: FieldClasses;
  readonly stations: ReadonlyMap<StationId, { readonly fieldClasses?: FieldClasses }>;
}

/** @param stationId null where the field is of no station */
export function classOfField(city: ClassedCity, field: ClassedField, stationId: StationId | null): DataClass {
  const own = stationId === null ? undefined : city.stations.get(stationId)?.fieldClasses?.[field];
  return own ?? city.fieldClasses?.[field] ?? usualClasses[field];
}

/** @param clearance the highest class that a reader has the right to */
export function isCleared(clearance: DataClass, needed: DataClass): boolean {
  return dataClasses.indexOf(needed) <= dataClasses.indexOf(clearance);
}

/** @param gauge internal where it says nothing */
export function isRestricted(gauge: { readonly dataClass?: DataClass }): boolean {
  return gauge.dataClass === "restricted";
}
