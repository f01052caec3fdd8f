import { areaKinds } from "../domain/city/area-kind.ts";
import { cityTexts } from "../locales/city.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";
import type { AreaEntry, CityFile } from "./city-schema.ts";
import { type KnownIds, missingReference } from "./references.ts";

/** The units that the city and its areas name. */
export function checkAreaUnits(
  areas: readonly Declaration<Pick<AreaEntry, "unit">>[],
  units: KnownIds,
): readonly ConfigProblem[] {
  return areas.flatMap((entry) => {
    const { unit } = entry.value;
    return unit === undefined ? [] : missingReference(entry, ["unit"], unit, units);
  });
}

/** The area tree: each parent there, each narrower than its parent, one root, no circles. */
export function checkAreas(
  city: Declaration<CityFile> | null,
  areas: ReadonlyMap<string, Declaration<AreaEntry>>,
  known: KnownIds,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const below = new Map(areas);
  for (const [code, entry] of areas) {
    if (code === city?.value.code) {
      problems.push(duplicateCity(entry, city));
      below.delete(code);
    } else if (entry.value.kind === "city") problems.push(secondCity(entry));
    else {
      problems.push(...missingReference(entry, ["parent"], entry.value.parent, known));
      problems.push(...widerThanParent(entry, areas.get(entry.value.parent)));
    }
  }
  return [...problems, ...cycles(below)];
}

function widerThanParent(
  entry: Declaration<AreaEntry>,
  parent: Declaration<AreaEntry> | undefined,
): readonly ConfigProblem[] {
  const isSelf = parent === undefined || parent.value.code === entry.value.code;
  if (isSelf || areaKinds.indexOf(entry.value.kind) > areaKinds.indexOf(parent.value.kind)) return [];
  return [
    {
      where: entry.place(["kind"]),
      path: entry.path(["kind"]),
      wanted: fill(cityTexts["wanted.narrower-kind"], { kind: parent.value.kind, place: parent.place(["kind"]) }),
      got: entry.value.kind,
      fix: cityTexts["fix.narrower-kind"],
    },
  ];
}

function secondCity(entry: Declaration<AreaEntry>): ConfigProblem {
  return {
    where: entry.place(["kind"]),
    path: entry.path(["kind"]),
    wanted: fill(cityTexts["wanted.kind-below-city"], { kinds: enumerated(areaKinds.slice(1)) }),
    got: "city",
    fix: cityTexts["fix.kind-below-city"],
  };
}

function duplicateCity(entry: Declaration<AreaEntry>, city: Declaration<CityFile>): ConfigProblem {
  return {
    where: entry.place(["code"]),
    path: entry.path(["code"]),
    wanted: fill(sharedTexts["each-once"], { what: "code" }),
    got: fill(sharedTexts["got.again"], { what: entry.value.code, first: city.place(["code"]) }),
    fix: cityTexts["fix.city-code"],
  };
}

/** Each circle once, at its first area in the file. */
function cycles(areas: ReadonlyMap<string, Declaration<AreaEntry>>): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const settled = new Set<string>();
  for (const start of areas.keys()) {
    const path: string[] = [];
    let code: string | undefined = start;
    while (code !== undefined && !settled.has(code) && !path.includes(code)) {
      path.push(code);
      code = areas.get(code)?.value.parent;
    }
    if (code !== undefined && path.includes(code)) {
      const loop = path.slice(path.indexOf(code));
      const entry = areas.get(code)!;
      problems.push({
        where: entry.place(["parent"]),
        path: entry.path(["parent"]),
        wanted: cityTexts["wanted.area-tree"],
        got: fill(cityTexts["got.area-circle"], { loop: [...loop, code].join(" -> ") }),
        fix: cityTexts["fix.area-circle"],
      });
    }
    for (const each of path) settled.add(each);
  }
  return problems;
}
