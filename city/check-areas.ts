import { areaKinds } from "../domain/city/city.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";
import type { AreaEntry, CityFile } from "./city-schema.ts";
import { type KnownIds, missingReference } from "./references.ts";

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
      wanted: `a kind narrower than its parent's, ${parent.value.kind} (${parent.place(["kind"])})`,
      got: entry.value.kind,
      fix: "correct the kind or the parent",
    },
  ];
}

function secondCity(entry: Declaration<AreaEntry>): ConfigProblem {
  return {
    where: entry.place(["kind"]),
    path: entry.path(["kind"]),
    wanted: `one of ${areaKinds.slice(1).join(", ")}`,
    got: "city",
    fix: "the city itself stands in city.yaml alone",
  };
}

function duplicateCity(entry: Declaration<AreaEntry>, city: Declaration<CityFile>): ConfigProblem {
  return {
    where: entry.place(["code"]),
    path: entry.path(["code"]),
    wanted: "each code once",
    got: `${entry.value.code} again (first at ${city.place(["code"])})`,
    fix: "remove it here",
  };
}

/** Each circle once, told at its first area in the file. */
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
        wanted: "areas that lead up to the city",
        got: `a circle ${[...loop, code].join(" -> ")}`,
        fix: "give one of them its true parent",
      });
    }
    for (const each of path) settled.add(each);
  }
  return problems;
}
