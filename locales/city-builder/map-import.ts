import type { Texts } from "../fill.ts";

/** `guanlan city import-map`: what is said of a map. */
export const mapImportTexts = {
  "cannot-import": { zh: "无法导入地图 {file}", en: "Cannot import the map {file}" },
  "would-break": {
    zh: "未写入：写入后城市 {folder} 将无法加载",
    en: "Nothing was written: with this map city {folder} could not be loaded",
  },
  "wanted.geojson": {
    zh: "GeoJSON 要素集（FeatureCollection），由 Polygon 或 MultiPolygon 组成",
    en: "GeoJSON: a FeatureCollection of Polygon or MultiPolygon",
  },
  "fix.geojson": { zh: "请从地理信息软件导出为 GeoJSON", en: "export it as GeoJSON" },
  "wanted.code": {
    zh: "属性 {names} 之一给出的区域代码",
    en: "a code of an area in one of the properties {names}",
  },
  "fix.code": { zh: "用 --code 说明代码所在的属性", en: "name the property that has it with --code" },
  "wanted.known-code": { zh: "areas.yaml 中的区域代码", en: "a code of areas.yaml" },
  "fix.known-code": {
    zh: "更正代码，先将该区域加入 areas.yaml，或用 --known-only 略过",
    en: "correct it, add the area to areas.yaml first, or leave such out with --known-only",
  },
  "wanted.crs": { zh: "与 --crs {crs} 相符的文件", en: "a file that is of --crs {crs}" },
  "fix.crs": { zh: "更正 --crs，或按该坐标系重新导出", en: "correct --crs, or export the map anew" },
  "wanted.degrees": { zh: "经度、纬度，单位为度", en: "longitude and latitude, degrees" },
  "fix.degrees": {
    zh: "请导出为地理坐标（度），而不是投影坐标（米）",
    en: "export it in degrees, not in metres of a projection",
  },
  "fix.swapped": { zh: "经度与纬度写反，请对调", en: "longitude and latitude are the wrong way round: turn them" },
  "wanted.box": { zh: "在 city.yaml 的 extent 附近（{box}）", en: "near extent of city.yaml ({box})" },
  "fix.box": { zh: "请核对文件与 --crs", en: "look at the file and at --crs" },
  "wanted.closed": { zh: "首尾相同的环", en: "a ring that ends where it begins" },
  "fix.closed": { zh: "请在软件中修复几何后再导出", en: "mend the geometry where it was drawn and export it anew" },
  "wanted.corners": { zh: "至少三个不同的顶点", en: "three corners at least" },
  "wanted.simple": { zh: "不自相交的环", en: "a ring that does not cross itself" },
  "got.crossing": { zh: "在 {at} 处相交", en: "a crossing at {at}" },
  "wanted.hole": { zh: "在外环之内的洞", en: "a hole within its outer ring" },
  read: {
    zh: "{file}：{features} 个要素，{areas} 个区域，{positions} 个顶点",
    en: "{file}: {features} features of {areas} {areas|area|areas}, {positions} positions",
  },
  converted: { zh: "坐标由 GCJ-02 换算为 WGS 84", en: "converted from GCJ-02 to WGS 84" },
  alike: {
    zh: "CGCS2000 与 WGS 84 相差不到 1 米，按 WGS 84 使用",
    en: "CGCS2000 is taken as WGS 84: they are less than a metre apart",
  },
  turned: { zh: "{count} 个环的方向不合 RFC 7946，已调转", en: "rings turned the way RFC 7946 wants: {count}" },
  joined: { zh: "同一代码的要素已合并：{codes}", en: "features of one code joined: {codes}" },
  "left-out": { zh: "areas.yaml 中没有、未导入：{codes}", en: "not in areas.yaml and left out: {codes}" },
  simplified: {
    zh: "按 {tolerance} m 化简：{before} 个顶点减为 {after} 个",
    en: "simplified to {tolerance} m: {before} positions are now {after}",
  },
  "less-simplified": {
    zh: "按 {asked} m 化简会使环自相交，故取 {tolerance} m",
    en: "to {asked} m rings would cross themselves: {tolerance} m is what was done",
  },
  undrawn: { zh: "没有图形的区县：{codes}", en: "districts that the map does not have: {codes}" },
  replaces: {
    zh: "取代原有的 {areas} 个区域图形（来源 {source}，审图号 {number}）",
    en: "in place of the outlines of {areas} {areas|area|areas} (source {source}, review number {number})",
  },
  "not-said": { zh: "未注明", en: "not said" },
  "cannot-read": {
    zh: "无法读取 {file}：须为可读的文件，而{words}。请更正路径或权限",
    en: "Cannot read {file} as it must be a file that can be read: {words}. Correct the path or its rights",
  },
  provenance: {
    zh: "来源 {source}，审图号 {number}：凡绘出之处都会注明",
    en: "source {source}, review number {number}: printed wherever the map is drawn",
  },
} as const satisfies Texts;
