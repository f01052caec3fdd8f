import type { StationKind } from "../../domain/city/city.ts";
import { type Property, properties } from "../../domain/city/property.ts";
import { unitsOf } from "../../domain/city/units.ts";
import { propertyNames } from "../../locales/names.ts";
import { unitNamed } from "../../recordings/dialect/units-in-heading.ts";

/** What a column of a city's spreadsheet may hold. */
export const sheetFields = {
  id: "id|station|station id|code|站点编号|站码|测站编码|测站编号|编号|站号|站点代码",
  name: "name|name zh|station name|站名|名称|站点名称|测站名称|点位名称|监测点|监测点名称|积水点名称",
  nameEn: "name en|english name|英文名|英文名称",
  kind: "kind|type|station type|类型|类别|站类|站点类型|测站类型|站别",
  area: "area|district|area code|区域|区县|行政区|行政区划|所属区|所属区县|县区|区域代码|行政区划代码",
  subarea: "street|street code|街道|街道办|所属街道|乡镇|乡镇街道|街道乡镇",
  longitude: "longitude|lon|lng|x|经度|东经",
  latitude: "latitude|lat|y|纬度|北纬",
  position: "position|coordinates|lonlat|经纬度|坐标|位置坐标",
  tags: "tags|标签",
  importance: "importance|重要性|重要程度",
  unit: "unit|responsible unit|owner|责任单位|管理单位|权属单位|管养单位|养护单位|维护单位",
  phone: "phone|telephone|duty phone|电话|值班电话|联系电话",
  device: "device|device id|设备编号|设备编码|设备号|终端编号|传感器编号",
  gateway: "gateway|gateway id|网关|网关编号",
  gauge: "gauge|gauge id|监测项编号|测项编号",
  property: "property|quantity|监测项|监测项目|监测要素|测项|要素|指标|监测指标",
  channel: "channel|通道|字段|通道名",
  gaugeUnit: "gauge unit|unit of measure|measure unit|units|单位|计量单位|数据单位|测量单位",
  datum: "datum|基面|零点|基准|基准面",
  min: "min|range min|lower|量程下限|下限|最小值",
  max: "max|range max|upper|量程上限|上限|最大值|量程",
  interval: "interval|expected interval|reporting interval|上报间隔|上报周期|采集间隔|报送间隔",
  note: "note|remark|remarks|备注|说明",
} as const;

export type SheetField = keyof typeof sheetFields;

const fieldByName = new Map(
  Object.entries(sheetFields).flatMap(([field, names]) =>
    names.split("|").map((name) => [plain(name), field as SheetField] as const),
  ),
);

/** A gauge that has a column of its own, such as `积水深度(cm)`: the cell says whether a station has it. */
export interface GaugeColumn {
  readonly property: Property;
  /** Unit of the heading, fit for the property; null where it names none that is. */
  readonly unit: string | null;
}

/** What a heading means; null for one that nobody here knows. */
export function meaningOf(heading: string): SheetField | GaugeColumn | null {
  const whole = fieldByName.get(plain(heading));
  if (whole !== undefined) return whole;
  const [, before = heading, bracketed = ""] = /^(.*?)\s*[([（【](.*?)[)\]）】]\s*$/.exec(heading) ?? [];
  const property = propertyNamed(before);
  if (property !== null) return { property, unit: measureNamed(bracketed, property) };
  return bracketed === "" ? null : (fieldByName.get(plain(before)) ?? null);
}

const propertyWords: Readonly<Record<Property, string>> = {
  depth: "积水|积水深度|水深|液位|积水液位|water depth",
  stage: "水位|河道水位|water level|level",
  rain: "雨量|降雨|降雨量|降水量|rainfall",
  flow: "流量|discharge",
  velocity: "流速",
  oxygen: "氧气|氧|含氧量|o2",
  methane: "甲烷|可燃气|可燃气体|ch4|combustible gas",
  hydrogenSulfide: "硫化氢|h2s",
  carbonMonoxide: "一氧化碳|co",
  current: "漏电|漏电电流|剩余电流|leakage current",
  pressure: "压力|坝袋压力",
  tilt: "倾角|倾斜",
  temperature: "温度|水温",
  voltage: "电压|供电电压|电池电压",
  running: "运行|运行状态|启停|泵状态",
};

const propertyByName = new Map(
  properties.flatMap((property) =>
    [property, propertyNames[property].zh, propertyNames[property].en, ...propertyWords[property].split("|")].map(
      (name) => [plain(name), property] as const,
    ),
  ),
);

export function propertyNamed(text: string): Property | null {
  return propertyByName.get(plain(text)) ?? null;
}

/** The unit of measure that a cell or heading names, if the property may be sent in it; null otherwise. */
export function measureNamed(text: string, property: Property): string | null {
  const units = unitsOf(property);
  const written = text.trim();
  if (units.includes(written)) return written;
  const unit = unitNamed(written);
  return unit !== null && units.includes(unit) ? unit : null;
}

/** A kind of station, and what its name says of the place beside that. */
export interface NamedKind {
  readonly kind: StationKind;
  readonly tags: readonly string[];
}

const kinds: readonly (readonly [names: string, kind: StationKind, tag?: string])[] = [
  ["waterlogging|积水点|内涝点|内涝|积水|易涝点|内涝积水点|积水监测|ponding place", "waterlogging"],
  ["underpass|下穿|下穿立交|下穿道路|下穿式立交|立交", "waterlogging", "underpass"],
  ["tunnel|隧道", "waterlogging", "tunnel"],
  ["road|道路|道路积水|路面积水", "waterlogging", "road"],
  ["river|河道|水位站|河道站|水文站|河道水位站|河道水位", "river"],
  ["rain|雨量站|雨量|雨量点", "rain"],
  ["manhole|窨井|检查井|井|管网|管网液位|井盖", "manhole"],
  ["pump station|pump-station|泵站|排涝泵站|雨水泵站", "pump-station"],
  ["rubber dam|rubber-dam|橡胶坝", "rubber-dam"],
  ["power supply|power-supply|配电|供电|配电箱|路灯箱变|箱变", "power-supply"],
];

const kindByName = new Map(
  kinds.flatMap(([names, kind, tag]) =>
    names.split("|").map((name) => [plain(name), { kind, tags: tag === undefined ? [] : [tag] }] as const),
  ),
);

export function kindNamed(text: string): NamedKind | null {
  return kindByName.get(plain(text)) ?? null;
}

/** Words that may stand in a column of kinds, for "did you mean". */
export const kindWords: readonly string[] = kinds.flatMap(([names]) => names.split("|"));

const yes = new Set(["1", "y", "yes", "true", "x", "√", "✓", "✔", "是", "有", "●"]);
const no = new Set(["", "0", "n", "no", "false", "-", "/", "否", "无", "×", "—"]);

/** What a cell of a gauge's column says: that there is none, that there is one, or the id of its device. */
export function markOf(cell: string): "none" | "gauge" | { readonly device: string } {
  const mark = cell.toLowerCase();
  if (no.has(mark)) return "none";
  return yes.has(mark) ? "gauge" : { device: cell };
}

/** Letters alone count: case, blanks, and full-width forms do not. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_*:：.]/g, "");
}
