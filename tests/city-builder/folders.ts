import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { initCity } from "../../city-builder/init/init-city.ts";

/** A new city in a folder that goes with the test; `files` stand in for its own. */
export function newFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-grow-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const name = { zh: "新乡市", en: "Xinxiang" };
  initCity(folder, { code: "410700", name, timeZone: "Asia/Shanghai", language: "zh" });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

export function textIn(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

/** Areas and units that sheets name. */
export const namedFiles = {
  "areas.yaml": `areas:
  - { code: 410702, kind: district, name: { zh: 红旗区, en: Hongqi District }, parent: "410700" }
  - { code: 410703, kind: district, name: { zh: 卫滨区, en: Weibin District }, parent: "410700" }
  - { code: 410702001, kind: street, name: { zh: 西街街道, en: West Street }, parent: 410702 }
  - { code: 410703001, kind: street, name: { zh: 西街街道, en: West Street }, parent: 410703 }
`,
  "units.yaml": `units:
  - { id: drainage, name: { zh: 排水公司（示例）, en: Drainage (example) }, phone: "0373-0000001", isDemonstration: true }
`,
  "city.yaml": `code: "410700"
name: { zh: 新乡市, en: Xinxiang }
unit: drainage
extent: { west: 113.4, south: 34.9, east: 115.1, north: 35.9 }
`,
  "stations.yaml": `# Ours. Keep this line.

stations:
  - id: wl-old   # since 2019
    kind: waterlogging
    name: { zh: 老站, en: Old station }
    area: 410702001  # 西街
    position: { longitude: 113.9, latitude: 35.3 }
    tags: [underpass]
    unit: drainage
    devices:
      - id: dev-old
        gauges:
          - id: wl-old.depth
            channel: depth
            property: depth
            unit: cm
            range: { min: -0.1, max: 5 }
            expectedInterval: 5min

  # Rain
  - id: rn-old
    kind: rain
    name: { zh: 老雨量站, en: Old rain gauge }
    area: 410703
    position: { longitude: 113.85, latitude: 35.31 }
    unit: drainage
    devices: []
`,
};
