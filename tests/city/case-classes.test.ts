import { afterEach, describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import { checkCity } from "../../city/check-city.ts";
import { loadCity } from "../../city/load-city.ts";
import { caseClassOf, routedUnit } from "../../domain/city/policies/case-routes.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { transition } from "../support/alarm-builders.ts";
import { type CityFolder, changed, cityFolder, smallCity } from "./small-city.ts";

const folders: CityFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folderOf(changes: Readonly<Record<string, string>>): string {
  const made = cityFolder(changes);
  folders.push(made);
  return made.folder;
}

const calendar = `workingDays: [mon, tue, wed, thu, fri]
workingHours: ["08:00-12:00", "14:00-18:00"]
years:
  2026:
    source: notice
    holidays:
      - { name: { zh: 国庆节, en: National Day }, from: 2026-10-01, to: 2026-10-07, makeUp: [2026-10-10] }
`;

const classes = `limits:
  handle: { limit: 4工作时, levels: { red: 2紧急工作时 } }
classes:
  - codeSystem: table
    code: "05-06"
    name: { zh: 道路积水, en: Water on the road }
    limits: { handle: 2 working-days }
`;

const routes = `routes:
  - { class: { codeSystem: table, code: "05-06" }, area: 990101, unit: roads }
  - { area: 990101001, unit: street }
  - { unit: city }
`;

const units = {
  "units.yaml": `${smallCity["units.yaml"]}${["roads", "street", "city"].map((id) => `  - { id: ${id}, name: { zh: ${id}, en: ${id} } }\n`).join("")}`,
};

const told = (changes: Readonly<Record<string, string>>): readonly string[] =>
  checkCity(folderOf(changes)).problems.map(({ where, path, wanted, got }) =>
    [where, path, (wanted as { en: string }).en, typeof got === "string" ? got : got.en].join(" | "),
  );

const notes = (changes: Readonly<Record<string, string>>, now?: string): readonly string[] =>
  checkCity(folderOf(changes), undefined, now === undefined ? null : Date.parse(now)).notes.map(({ en }) => en);

describe("calendar.yaml and case-classes.yaml", () => {
  it("are read into what limits are counted by; a city without them has none", () => {
    const { city } = loadCity(folderOf({ "calendar.yaml": calendar, "case-classes.yaml": classes }));
    expect(city.calendar?.holidays.size).toBe(7);
    expect([...(city.calendar?.weekdays ?? [])]).toEqual([1, 2, 3, 4, 5]);
    expect(city.caseClasses?.limits.handle).toEqual({
      usual: { clock: "working-hours", amount: 4 },
      levels: { red: { clock: "urgent-hours", amount: 2 } },
      modes: {},
    });
    expect(caseClassOf(city, { codeSystem: "table", code: "05-06" })?.limits.handle?.usual).toEqual({
      clock: "working-days",
      amount: 2,
    });
    const bare = loadCity(folderOf({})).city;
    expect([bare.calendar, bare.caseClasses]).toEqual([undefined, undefined]);
  });

  it("have each mistake named with its place", () => {
    expect(told({ "case-classes.yaml": classes.replace("4工作时", "4周") })).toEqual([
      expect.stringContaining("case-classes.yaml:2:20 | limits.handle.limit | a time limit such as"),
    ]);
    expect(
      told({
        "case-classes.yaml": classes + routes.replace("990101,", "990199,").replace("unit: city", "unit: ctiy"),
        ...units,
      }),
    ).toEqual([
      expect.stringContaining("| routes[0].area | the id of an area of this city | 990199"),
      expect.stringContaining("| routes[2].unit | the id of a unit of this city | ctiy"),
    ]);
    expect(
      told({ "case-classes.yaml": classes.replace("codeSystem: table", "codeSystem: tabel") + routes, ...units }),
    ).toEqual([
      expect.stringContaining("| classes[0].codeSystem | the id of a case code system"),
      expect.stringContaining("| routes[0].class | a class among `classes` | table 05-06"),
    ]);
    const twice = `${classes}${classes.slice(classes.indexOf("  - codeSystem"))}`;
    expect(told({ "case-classes.yaml": twice })).toEqual([
      expect.stringContaining("case-classes.yaml:8:5 | classes[1] | each classes once | table 05-06 again"),
    ]);
    expect(
      told({
        "calendar.yaml": calendar.replace("2026-10-10", "2026-10-12").replace("to: 2026-10-07", "to: 2027-10-07"),
      }),
    ).toEqual([
      expect.stringContaining("| years.2026.holidays[0].to | a date in 2026 | 2027-10-07"),
      expect.stringContaining("| years.2026.holidays[0].makeUp[0] | a day that is otherwise off"),
    ]);
    expect(told({ "calendar.yaml": calendar.replace("14:00-18:00", "11:00-18:00") })).toEqual([
      expect.stringContaining("| workingHours | spans from early to late"),
    ]);
    expect(told({ "calendar.yaml": calendar.replace("2026-10-01", "2026-02-30") })).toHaveLength(1);
  });

  it("are noted where the holidays of a year are unknown, or nobody handles a class in an area", () => {
    const both = { "calendar.yaml": calendar, "case-classes.yaml": classes };
    const ends =
      "calendar.yaml has no holidays of 2027: limits in working time count plain weeks in that year, and say so";
    expect(notes(both, "2026-11-01T00:00:00Z")).not.toContain(ends);
    expect(notes(both, "2026-11-29T00:00:00Z")).toContain(ends);
    expect(notes({ "case-classes.yaml": classes })).toContainEqual(
      expect.stringContaining("there is no calendar.yaml"),
    );
    const west = `${smallCity["areas.yaml"]}  - { code: 990102, kind: district, name: { zh: 西区, en: West }, parent: 990100 }\n`;
    const nobody = "nobody handles cases of class Water on the road in West";
    expect(notes({ ...both, "areas.yaml": west })).toContainEqual(expect.stringContaining(nobody));
    const routed = { ...both, "areas.yaml": west, ...units, "case-classes.yaml": classes + routes };
    expect(notes(routed)).not.toContainEqual(expect.stringContaining(nobody));
    expect(
      notes({ ...both, "areas.yaml": west, ...changed("city.yaml", "code: 990100", "code: 990100\nunit: rivers") }),
    ).not.toContainEqual(expect.stringContaining(nobody));
  });
});

describe("routes", () => {
  const { city } = loadCity(folderOf({ "case-classes.yaml": classes + routes, ...units }));
  const key = { codeSystem: "table", code: "05-06" };
  const to = (code: string, caseClass: typeof key | null = key) => routedUnit(city, caseClass, code as AreaCode);

  it("lead from the area up, and at each area from the class to any", () => {
    expect(to("990101")).toBe("roads");
    expect(to("990101001")).toBe("street");
    expect(to("990101001", null)).toBe("street");
    expect(to("990101", null)).toBe("city");
    expect(to("990100")).toBe("city");
    expect(to("nowhere")).toBeNull();
  });

  it("give an opened case its unit; without any the station's own has it", () => {
    const target = { kind: "station", stationId: "weir" } as never;
    const opened = (of: typeof city) => createOpenCases(of, []).apply(transition({ target }))?.after.unitId;
    expect(opened(city)).toBe("street");
    expect(opened(loadCity(folderOf({})).city)).toBe("rivers");
  });
});
