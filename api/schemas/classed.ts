import { z } from "zod";
import type { ClassedField } from "../../domain/city/data-class.ts";

/** Key in the OpenAPI document that says which class of a city's a field is under. */
export const classedKey = "x-classed-as";

/** What a schema says of the class of its values. */
export type ClassMark =
  | ClassedField
  /** A text that is about a person where the object it stands in names one. */
  | "person-beside";

/** Where a station stands. */
export function position<Schema extends z.ZodType>(schema: Schema): Schema {
  return marked(schema, "position");
}

/** A telephone. */
export function phone<Schema extends z.ZodType>(schema: Schema): Schema {
  return marked(schema, "phone");
}

/** The name of a person, or what a person wrote. */
export function person<Schema extends z.ZodType>(schema: Schema): Schema {
  return marked(schema, "person");
}

/** Words of the hub that repeat what a person wrote where the object they stand in names that person. */
export function personBeside<Schema extends z.ZodType>(schema: Schema): Schema {
  return marked(schema, "person-beside");
}

/** The mark of a schema; null for none. */
export function markOf(schema: z.core.$ZodType): ClassMark | null {
  const mark = z.globalRegistry.get(schema)?.[classedKey];
  return (mark as ClassMark | undefined) ?? null;
}

function marked<Schema extends z.ZodType>(schema: Schema, mark: ClassMark): Schema {
  return schema.meta({ [classedKey]: mark });
}
