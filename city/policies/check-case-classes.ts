import { caseClassId } from "../../domain/city/policies/case-class.ts";
import type { CaseClassesFile } from "../../limits/language/case-classes-file.ts";
import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { sharedTexts, thingNames } from "../../locales/shared.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import type { Declaration } from "../city-files.ts";
import type { CityFile } from "../city-schema.ts";
import { type KnownIds, missingReference } from "../references.ts";

/** What classes and routes refer to must be there; a class stands once, and so does a route. */
export function checkCaseClasses(
  file: Declaration<CaseClassesFile> | null,
  city: Declaration<CityFile> | null,
  known: { readonly areas: KnownIds; readonly units: KnownIds },
): readonly ConfigProblem[] {
  if (file === null) return [];
  const { classes, routes } = file.value;
  const systems = {
    kind: thingNames["case-code-system"],
    ids: new Set(Object.keys(city?.value.caseCodeSystems ?? {})),
    isWhole: city !== null,
  };
  return [
    ...classes.flatMap(({ codeSystem }, index) =>
      missingReference(file, ["classes", index, "codeSystem"], codeSystem, systems),
    ),
    ...repeated(file, "classes", classes.map(caseClassId)),
    ...routes.flatMap(({ area, unit }, index) => [
      ...(area === undefined ? [] : missingReference(file, ["routes", index, "area"], area, known.areas)),
      ...missingReference(file, ["routes", index, "unit"], unit, known.units),
    ]),
    ...unknownClasses(file),
    ...repeated(
      file,
      "routes",
      routes.map((route) => `${route.class === undefined ? "" : caseClassId(route.class)} @ ${route.area ?? ""}`),
    ),
  ];
}

function unknownClasses(file: Declaration<CaseClassesFile>): readonly ConfigProblem[] {
  const known = new Set(file.value.classes.map(caseClassId));
  return file.value.routes.flatMap((route, index) => {
    if (route.class === undefined || known.has(caseClassId(route.class))) return [];
    const path = ["routes", index, "class"];
    return [
      {
        where: file.place(path),
        path: file.path(path),
        wanted: cityTexts["wanted.class"],
        got: caseClassId(route.class),
        fix: cityTexts["fix.class"],
      },
    ];
  });
}

/** Each entry whose name an earlier one has. */
function repeated(
  file: Declaration<CaseClassesFile>,
  list: "classes" | "routes",
  names: readonly string[],
): readonly ConfigProblem[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return [];
    return [
      {
        where: file.place([list, index]),
        path: file.path([list, index]),
        wanted: fill(sharedTexts["each-once"], { what: list }),
        got: fill(sharedTexts["got.again"], { what: name, first: file.place([list, first]) }),
        fix: cityTexts["fix.duplicate-class"],
      },
    ];
  });
}
