import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { cityFile } from "../../city/city-schema.ts";
import { HubError } from "../../domain/errors.ts";
import { initTexts } from "../../locales/city-builder/init.ts";
import { fill } from "../../locales/fill.ts";
import { writeTexts } from "../folder/write-folder.ts";
import { type NewCity, newCityFiles } from "./new-city.ts";

/**
 * Begins a city folder.
 *
 * @returns names of its files
 * @throws {HubError} `city-builder.folder_taken`, `hub.bad_arguments`
 */
export function initCity(folder: string, city: NewCity): readonly string[] {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HubError("city-builder.folder_taken", fill(initTexts["folder-taken"], { folder }));
  }
  const { code, timeZone } = cityFile.shape;
  if (!code.safeParse(city.code).success) throw badArgument("bad-code", city.code);
  if (!timeZone.safeParse(city.timeZone).success) throw badArgument("bad-zone", city.timeZone);
  const files = newCityFiles(city);
  mkdirSync(folder, { recursive: true });
  writeTexts(folder, files);
  return [...files.keys()];
}

function badArgument(text: "bad-code" | "bad-zone", got: string): HubError {
  return new HubError("hub.bad_arguments", fill(initTexts[text], { got }));
}
