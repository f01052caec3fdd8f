import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { levels } from "../../domain/city/level.ts";
import { unitsOf } from "../../domain/city/units.ts";
import type { StationId } from "../../domain/ids.ts";
import { missing, protocolVectors } from "../support/shared.ts";

const loaded = loadCity(join(import.meta.dirname, "..", "..", "cities", "zhengzhou"));
const { city, rules } = loaded;
const gauges = [...city.gauges.values()];

/** Stations of drills stand beside the real ones. */
const isOfDrill = ({ stationId }: { readonly stationId: StationId }): boolean =>
  city.stations.get(stationId)?.isExercise === true;

function vectors<T>(file: string): T | null {
  const path = protocolVectors(file);
  if (path === null) missing(`the vectors ${file}`);
  return path === null ? null : (JSON.parse(readFileSync(path, "utf8")) as T);
}

interface Divisions {
  readonly districts: readonly { readonly code: string; readonly name: string }[];
  readonly streets: readonly { readonly code: string; readonly name: string; readonly district: string }[];
}

interface CaseTable {
  readonly components: readonly { readonly big: string; readonly small: string }[];
  readonly events: readonly { readonly big: string; readonly small: string }[];
}

describe("cities/zhengzhou", () => {
  it("names districts and streets as the published codes do", () => {
    const published = vectors<Divisions>("zhengzhou_divisions.json");
    if (published === null) return;
    const names = new Map([...published.districts, ...published.streets].map(({ code, name }) => [code, name]));
    const areas = [...city.areas.values()].filter((area) => area.kind !== "city");
    for (const area of areas) expect([area.code, area.name.zh]).toEqual([area.code, names.get(area.code)]);
    for (const { code } of published.districts) expect(areas.map((area) => area.code)).toContain(code);
    for (const street of areas.filter((area) => area.kind === "street")) {
      expect(street.parent).toBe(street.code.slice(0, 6));
    }
  });

  it("takes case classes that are in the table it names", () => {
    const table = vectors<CaseTable>("umis_case_standards_yuncheng.json");
    if (table === null) return;
    const codes = (rows: CaseTable["events"]): ReadonlySet<string> =>
      new Set(rows.map((row) => `${row.big}-${row.small}`));
    const bySystem = new Map([
      ["yuncheng-event", codes(table.events)],
      ["yuncheng-component", codes(table.components)],
    ]);
    const classes = [...city.stations.values()].flatMap((station) => station.caseClass ?? []);
    expect(classes).not.toEqual([]);
    for (const { codeSystem, code } of classes)
      expect([code, bySystem.get(codeSystem)?.has(code)]).toEqual([code, true]);
  });

  it("leaves official stages of rivers unset, as nobody has published them", () => {
    const river = gauges.filter(
      (gauge) =>
        gauge.property === "stage" && city.stations.get(gauge.stationId)?.kind === "river" && !isOfDrill(gauge),
    );
    expect(river).toHaveLength(4);
    for (const { thresholds } of river) {
      expect(Object.keys(thresholds)).toEqual(["demoBlue", "demoYellow", "demoOrange", "demoRed"]);
    }
  });

  it("marks every number that is no official figure", () => {
    for (const rule of rules) {
      expect([rule.id, rule.isDemonstration, /demonstration/.test(rule.source)]).toEqual([rule.id, true, true]);
    }
    for (const { thresholds } of gauges) {
      for (const { isDemonstration, source } of Object.values(thresholds)) {
        expect([isDemonstration, /demonstration/.test(source)]).toEqual([true, true]);
      }
    }
  });

  it("has thresholds within the range of their instruments", () => {
    for (const { id, range, thresholds } of gauges) {
      for (const { value } of Object.values(thresholds)) {
        expect([id, value > range.min && value < range.max]).toEqual([id, true]);
      }
    }
  });

  it("sends some values in other than the canonical unit, so that conversion is exercised", () => {
    expect(gauges.filter((gauge) => unitsOf(gauge.property)[0] !== gauge.unit).length).toBeGreaterThan(5);
  });

  it("tells people what to do at every level, in both languages", () => {
    for (const { id, advice, levels: given } of rules) {
      for (const level of levels.filter((each) => given[each] !== undefined)) {
        const words = advice[level] ?? { zh: advice.zh ?? "", en: advice.en ?? "" };
        expect([id, level, /\p{Script=Han}/u.test(words.zh), /^[\x20-\x7e]+$/.test(words.en)]).toEqual([
          id,
          level,
          true,
          true,
        ]);
      }
    }
  });

  it("raises the underpass with the first reading, in the agreed steps", () => {
    const rule = rules.find((each) => each.id === "underpass-depth");
    expect(rule?.onDelay).toBe(0);
    expect(levels.map((level) => rule?.levels[level]?.raise)).toEqual([0.15, 0.2, 0.27, 0.4]);
  });

  it("watches every gauge of its stations for silence", () => {
    const silence = rules.find((rule) => rule.condition.kind === "silence");
    const kinds = new Set(
      [...city.stations.values()].filter(({ isExercise }) => isExercise !== true).map((station) => station.kind),
    );
    expect(new Set(silence?.applies.kind)).toEqual(kinds);
  });
});
