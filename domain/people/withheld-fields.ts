import {
  type ClassedCity,
  type ClassedField,
  classedFields,
  classOfField,
  type DataClass,
  isCleared,
} from "../city/data-class.ts";
import type { StationId } from "../ids.ts";

/** Instead of a text that a reader has no right to. */
export const withheldText = "***";

/** The fields that a reader has no right to. */
export interface WithheldFields {
  /** False where nothing is withheld anywhere in the city: answers are then as they are. */
  readonly isAny: boolean;
  /** @param stationId what the field is of; null for no station, or none that is known */
  isWithheld(field: ClassedField, stationId: string | null): boolean;
}

/** @param clearance the highest class of data that the reader has the right to */
export function withheldFields(city: ClassedCity, clearance: DataClass): WithheldFields {
  const isWithheld = (field: ClassedField, stationId: string | null): boolean =>
    !isCleared(clearance, classOfField(city, field, stationId as StationId | null));
  const isAny = classedFields.some(
    (field) => isWithheld(field, null) || city.stations.keys().some((stationId) => isWithheld(field, stationId)),
  );
  return { isAny, isWithheld };
}
