import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkCity } from "../../../city/check-city.ts";
import { loadCity } from "../../../city/load-city.ts";
import { gcj02FromWgs84 } from "../../../city-builder/coordinates/gcj02.ts";
import { writeTexts } from "../../../city-builder/folder/write-folder.ts";
import { type ImportOptions, importStations } from "../../../city-builder/import/import-stations.ts";
import type { GaugeId, StationId } from "../../../domain/ids.ts";
import { namedFiles, newFolder, textIn } from "../folders.ts";

function sheetIn(folder: string, content: string | Uint8Array): string {
  const path = join(folder, "sheet.csv");
  writeFileSync(path, content);
  return path;
}

function imported(folder: string, content: string | Uint8Array, more: Partial<ImportOptions> = {}) {
  const options = { folder, crs: "wgs84", unit: null, into: "stations.yaml", ...more } as const;
  const result = importStations(sheetIn(folder, content), options);
  return { ...result, outcomes: result.plan.lines.map(({ line, outcome }) => [line, outcome]) };
}

const refusalsOf = ({ plan }: Pick<ReturnType<typeof imported>, "plan">, line: number): string =>
  (plan.lines.find((each) => each.line === line)?.notes.refusals ?? []).map(({ en }) => en).join(" | ");

const chinese = `新乡市积水点台账,,,,,,,,
站点编号,站名,类型,区县,街道,经度,纬度,责任单位,积水深度(cm),雨量（毫米）
JS 001,"解放路,下穿",下穿,红旗区,西街,113.91,35.30,排水公司,√,dev-9
`;

it("a Chinese sheet in GBK, with a title above it and gauges as columns, becomes a station that checks clean", () => {
  const folder = newFolder(namedFiles);
  const gbk = Buffer.from([...chinese].flatMap((letter) => [...(gbkOf.get(letter) ?? Buffer.from(letter))]));
  const { sheet, texts, outcomes } = imported(folder, gbk);
  expect([sheet.encoding, outcomes]).toEqual(["gb18030", [[3, "taken"]]]);
  writeTexts(folder, texts);
  expect(checkCity(folder).problems).toEqual([]);
  const { city } = loadCity(folder);
  expect(city.stations.get("JS-001" as StationId)).toMatchObject({
    ...{ kind: "waterlogging", areaCode: "410702001", tags: ["underpass"], unitId: "drainage" },
    ...{ name: { zh: "解放路,下穿" }, longitude: 113.91, latitude: 35.3 },
  });
  expect(city.gauges.get("JS-001.depth" as GaugeId)).toMatchObject({ deviceId: "JS-001-1", unit: "cm" });
  expect(city.gauges.get("JS-001.rain" as GaugeId)).toMatchObject({ deviceId: "dev-9", unit: "mm" });
});

it("everything that a person wrote stays byte for byte but the station that changes, which says each field", () => {
  const folder = newFolder(namedFiles);
  const before = textIn(folder, "stations.yaml");
  const sheet =
    "id,name,area,importance,interval,property,unit of measure\nwl-old,新站名,红旗区,3,10min,depth,cm\nrn-old,老雨量站,,,,,\n";
  const { texts, plan, outcomes } = imported(folder, `\ufeff${sheet}`);
  expect(outcomes).toEqual([
    [2, "changed"],
    [3, "same"],
  ]);
  expect(plan.lines[0]?.notes.edits.map(({ en }) => en)).toEqual([
    "name: 老站 -> 新站名",
    "importance: now 3",
    "wl-old.depth reporting interval: 5min -> 10min",
  ]);
  const after = texts.get("stations.yaml") ?? "";
  const rain = before.slice(before.indexOf("\n  # Rain"));
  expect(after.endsWith(rain)).toBe(true);
  expect(after.startsWith("# Ours. Keep this line.\n\nstations:\n  - id: wl-old # since 2019\n")).toBe(true);
  expect(after).toContain("name: { zh: 新站名, en: Old station }\n    area: 410702001 # 西街\n");
  expect(after).toContain("expectedInterval: 10min");
  expect(textIn(folder, "stations.yaml")).toBe(before);
});

it("gauges as rows join into one station; what a later line says otherwise is refused with the first line's number", () => {
  const folder = newFolder(namedFiles);
  const { texts, outcomes, ...result } = imported(
    folder,
    `id,name,kind,area,position,unit,device,property,units,max,interval
mh-1,North manhole,manhole,410703,"113.86, 35.31",drainage,d-1,硫化氢,ppm,50,1min
mh-1,,,,,,d-1,depth,cm,300,1min
mh-1,South manhole,,,,,d-1,methane,%lel,100,1min
mh-1,,,,,,d-1,depth,cm,300,1min
`,
  );
  expect(outcomes).toEqual([
    [2, "taken"],
    [3, "taken"],
    [4, "refused"],
    [5, "refused"],
  ]);
  expect(refusalsOf(result, 4)).toContain("wanted name as in line 2 (North manhole): got South manhole");
  expect(refusalsOf(result, 5)).toContain("one line for each gauge");
  writeTexts(folder, texts);
  const { gauges } = loadCity(folder).city;
  expect(gauges.get("mh-1.depth" as GaugeId)).toMatchObject({ deviceId: "d-1", range: { min: 0, max: 3 } });
  expect(gauges.get("mh-1.hydrogenSulfide" as GaugeId)).toMatchObject({ expectedIntervalMs: 60_000 });
  expect(gauges.has("mh-1.methane" as GaugeId)).toBe(false);
});

it("coordinates of web maps are brought to WGS 84, swapped ones turned, and without --crs nothing is read", () => {
  const folder = newFolder(namedFiles);
  const [x, y] = gcj02FromWgs84([113.91, 35.3]);
  const sheet = `name,kind,area,longitude,latitude,unit\nA,rain,红旗,${y},${x},drainage\n`;
  const { plan } = imported(folder, sheet, { crs: "gcj02" });
  expect(plan.added).toMatchObject([{ id: "rn-410702-001", position: { longitude: 113.91, latitude: 35.3 } }]);
  expect(plan.lines[0]?.notes.readAs.map(({ en }) => en).join()).toContain("wrong way round");
  expect(() => imported(folder, sheet, { crs: null })).toThrow(/--crs/);
});

it("each line that cannot be is refused with what was wanted, what was got, and what to do", () => {
  const folder = newFolder(namedFiles);
  const result = imported(
    folder,
    `id,name,kind,area,longitude,latitude,responsible unit,device,depth
a,A,underpas,红旗区,113.9,35.3,drainage,,√
b,B,road,西街,113.9,35.3,drainage,,
c,C,road,红旗区,121.5,31.2,drainage,,
d,D,road,红旗区,113.9,35.3,nobody,,
e,E,road,红旗区,113.9,35.3,drainage,dev-old,√
wl-old,,rain,,,,,,
g,G,road,红旗区,,,,,
h,H,road,红旗区,113.9,35.3,drainage,,
h,H,road,红旗区,113.9,35.3,drainage,,
`,
  );
  expect(refusalsOf(result, 2)).toMatch(/wanted a kind .* got underpas.*underpass/);
  expect(refusalsOf(result, 2)).toContain("wanted a unit of water depth");
  expect(refusalsOf(result, 3)).toContain("西街 is 410702001, 410703001. Write the code");
  expect(refusalsOf(result, 4)).toContain("wanted a position within extent of city.yaml");
  expect(refusalsOf(result, 5)).toContain("wanted an id or name of units.yaml: got nobody");
  expect(refusalsOf(result, 6)).toContain("dev-old is at wl-old");
  expect(refusalsOf(result, 7)).toContain("wanted the kind that wl-old has (waterlogging)");
  expect(refusalsOf(result, 8)).toMatch(/wanted position, .*\| wanted a responsible unit/);
  expect(result.outcomes.slice(-2)).toEqual([
    [9, "taken"],
    [10, "refused"],
  ]);
  expect(refusalsOf(result, 10)).toContain("h stands in line 9 already");
});

it("the same sheet a second time changes nothing, made codes included", () => {
  const folder = newFolder(namedFiles);
  const sheet =
    "name,kind,area,longitude,latitude,unit,rain (mm)\nA,rain,红旗,113.9,35.3,drainage,x\nB,rain,红旗,113.9,35.3,drainage,x\n";
  writeTexts(folder, imported(folder, sheet).texts);
  const again = imported(folder, sheet);
  expect(again.outcomes).toEqual([
    [2, "same"],
    [3, "same"],
  ]);
  expect(again.texts.size).toBe(0);
});

it("into a list that is empty, and into a file that is not there yet", () => {
  const empty = { ...namedFiles, "stations.yaml": "# None yet.\nstations: []\n" };
  const sheet = "id,name,kind,area,longitude,latitude,unit\na,A,rain,红旗,113.9,35.3,drainage\n";
  const first = newFolder(empty);
  const { texts } = imported(first, sheet);
  expect(texts.get("stations.yaml")).toMatch(/^# None yet.\nstations:\n {2}- id: a\n {4}kind: rain\n/);
  const second = newFolder(empty);
  writeTexts(second, imported(second, sheet, { into: "stations/more.yaml" }).texts);
  expect(checkCity(second)).toMatchObject({ isSound: true, counts: { stations: 1 } });
});

it("thresholds that rules name are unset at a new gauge, so that the rules are bound", () => {
  const rules = textIn(newFolder(), "rules.yaml").replace(
    "kind: waterlogging, property: depth",
    "kind: river, property: stage",
  );
  const folder = newFolder({
    ...namedFiles,
    "rules.yaml": rules.replace("raise: 0.15, reset: 0.12", "raise: warningStage-0.5"),
  });
  const sheet = "id,name,kind,area,longitude,latitude,unit,stage (m)\na,A,river,红旗,113.9,35.3,drainage,x\n";
  const { texts, plan } = imported(folder, sheet);
  expect(plan.lines[0]?.notes.assumed.map(({ en }) => en).join()).toContain("(warningStage) are unset");
  writeTexts(folder, texts);
  expect(checkCity(folder)).toMatchObject({ isSound: true, problems: [] });
});

it("what would leave a city that cannot be loaded is refused whole, and so is what is no sheet", () => {
  const upstream = "    unit: drainage\n    upstream: [{ station: wl-old, travelTime: 1h }]\n    devices: []\n";
  const folder = newFolder({
    ...namedFiles,
    "stations.yaml": namedFiles["stations.yaml"].replace("    unit: drainage\n    devices: []\n", upstream),
  });
  const channel = "id,property,unit of measure,channel,device\nwl-old,voltage,V,depth,dev-old\n";
  expect(() => imported(folder, channel)).toThrow(/Nothing was written/);
  expect(() => imported(folder, "nothing,known\n1,2\n")).toThrow(/no heading/);
  expect(() => imported(folder, "")).toThrow(/nothing in it/);
});

/** Letters of the sheet in GBK. */
const gbkOf: ReadonlyMap<string, Uint8Array> = (() => {
  const decoder = new TextDecoder("gbk");
  const map = new Map<string, Uint8Array>();
  for (let high = 0x81; high < 0xff; high++) {
    for (let low = 0x40; low < 0xff; low++) {
      const bytes = Uint8Array.of(high, low);
      const letter = decoder.decode(bytes);
      if (!letter.includes("\ufffd") && !map.has(letter)) map.set(letter, bytes);
    }
  }
  return map;
})();
