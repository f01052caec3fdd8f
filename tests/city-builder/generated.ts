import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCity } from "../../city/load-city.ts";
import { writeCity } from "../../city-builder/write/write-city.ts";

/** The city whose plan the tests generate by. */
export const likeFolder = join(import.meta.dirname, "..", "..", "cities", "zhengzhou");

/** A generated city folder, gone with `remove`. */
export function generatedFolder(stations: number, seed: number): { readonly folder: string; remove(): void } {
  const base = mkdtempSync(join(tmpdir(), "guanlan-generated-"));
  const folder = join(base, "city");
  writeCity(folder, { like: loadCity(likeFolder), stations, seed });
  return { folder, remove: () => rmSync(base, { recursive: true }) };
}
