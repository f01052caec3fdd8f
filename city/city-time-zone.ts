import { readGroup } from "./city-files.ts";
import { cityFile } from "./city-schema.ts";

const usualZone = cityFile.shape.timeZone.parse(undefined);

/** The zone that people of a city read times in; the usual one where its file cannot be read, so that a list is still shown. */
export function timeZoneOf(folder: string): string {
  return readGroup(folder, "city.yaml", cityFile).entry?.value.timeZone ?? usualZone;
}
