import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CityReport, checkCity } from "../../city/check-city.ts";

/** Texts of a city folder by their path within it. */
export type FolderTexts = ReadonlyMap<string, string>;

/** How a folder would check with other texts in it: tried on a copy, which goes again. */
export function checkWith(folder: string, texts: FolderTexts): CityReport {
  const trial = mkdtempSync(join(tmpdir(), "guanlan-city-"));
  try {
    cpSync(folder, trial, { recursive: true });
    writeTexts(trial, texts);
    return checkCity(trial);
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

/** Writes each file whole: one that is read meanwhile is the old or the new. */
export function writeTexts(folder: string, texts: FolderTexts): void {
  for (const [name, text] of texts) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
}
