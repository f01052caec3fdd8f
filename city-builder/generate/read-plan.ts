import { existsSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { type Declaration, readGroup } from "../../city/city-files.ts";
import { HubError } from "../../domain/errors.ts";
import { builderTexts } from "../../locales/city-builder/generate.ts";
import { fill } from "../../locales/fill.ts";
import { type ConfigProblem, problemsError } from "../../yaml/problem.ts";
import { stretchAmid } from "../plane.ts";
import { type CityPlan, mixFile, riversFile, streetsFile } from "./plan.ts";

/** Folder of a city folder that says how to generate a city like it. */
export const planFolder = "generator";

/** Whether a city folder says how to generate a city like it. */
export function hasPlan(folder: string): boolean {
  return existsSync(join(folder, planFolder));
}

type StreetsFile = z.infer<typeof streetsFile>;

/** @throws {HubError} `city-builder.no_plan` where the folder has no `generator/`, `city-builder.bad_plan` with every mistake in it */
export function readPlan(folder: string): CityPlan {
  const from = join(folder, planFolder);
  if (!hasPlan(folder)) throw new HubError("city-builder.no_plan", fill(builderTexts["no-plan"], { folder }));
  const streets = readGroup(from, "streets.yaml", streetsFile);
  const rivers = readGroup(from, "rivers.yaml", riversFile);
  const mix = readGroup(from, "mix.yaml", mixFile);
  const problems = [streets, rivers, mix].flatMap((read) => read.problems);
  if (streets.entry === null || rivers.entry === null || mix.entry === null) throw badPlan(from, problems);
  const strays = [...strayStreets(streets.entry), ...strayRivers(rivers.entry)];
  if (problems.length > 0 || strays.length > 0) throw badPlan(from, [...problems, ...strays]);
  const { frame, districts } = streets.entry.value;
  return {
    frame,
    districts,
    streets: streets.entry.value.streets.map((street) => ({ ...street, district: districtOf(street.code, districts) })),
    rivers: rivers.entry.value.rivers,
    mix: mix.entry.value,
    stretch: stretchAmid(streets.entry.value.streets.map(({ seed }) => seed)),
  };
}

function badPlan(folder: string, problems: readonly ConfigProblem[]): HubError {
  return problemsError("city-builder.bad_plan", fill(builderTexts["cannot-read-plan"], { folder }), problems);
}

/** A street's code begins with its district's. */
function districtOf(code: string, districts: StreetsFile["districts"]): string {
  return districts.find((district) => code.startsWith(district.code))?.code ?? "";
}

function strayStreets({ value, place, path }: Declaration<StreetsFile>): readonly ConfigProblem[] {
  return value.streets.flatMap(({ code }, index) => {
    if (districtOf(code, value.districts) !== "") return [];
    const at = ["streets", index, "code"];
    return [{ where: place(at), path: path(at), wanted: builderTexts["wanted.street-code"], got: code, fix: null }];
  });
}

/** Every river that another flows into is there, and none flows into itself in the end. */
function strayRivers({ value, place, path }: Declaration<z.infer<typeof riversFile>>): readonly ConfigProblem[] {
  const intoById = new Map(value.rivers.map(({ id, into }) => [id, into]));
  return value.rivers.flatMap(({ id, into }, index) => {
    const at = ["rivers", index, "into"];
    const seen = new Set([id]);
    let next = into;
    while (next !== undefined && intoById.has(next) && !seen.has(next)) {
      seen.add(next);
      next = intoById.get(next);
    }
    if (next === undefined) return [];
    return [{ where: place(at), path: path(at), wanted: builderTexts["wanted.river-into"], got: next, fix: null }];
  });
}
