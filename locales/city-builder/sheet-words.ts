import type { StationKind } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";

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

/** What sheets call what is measured, beside its names. */
export const propertyWords: Readonly<Record<Property, string>> = {
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

/** What sheets call kinds of stations, and the tag that such a name says too. */
export const kindNames: readonly (readonly [names: string, kind: StationKind, tag?: string])[] = [
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

/** Marks for a gauge that a station has. */
export const yesMarks = new Set(["1", "y", "yes", "true", "x", "√", "✓", "✔", "是", "有", "●"]);

/** Marks for one that it has not. */
export const noMarks = new Set(["", "0", "n", "no", "false", "-", "/", "否", "无", "×", "—"]);

/** Units of time as sheets write them, and as city files do. */
export const intervalUnits: readonly (readonly [RegExp, string])[] = [
  [/^(s|sec|second|seconds|秒)$/i, "s"],
  [/^(m|min|mins|minute|minutes|分|分钟)$/i, "min"],
  [/^(h|hour|hours|时|小时)$/i, "h"],
  [/^(d|day|days|天|日)$/i, "d"],
];

/** How grave a place is, as sheets write it. */
export const importances: Readonly<Record<string, 1 | 2 | 3>> = {
  ...{ "1": 1, "2": 2, "3": 3, 一般: 1, 普通: 1, 重要: 2, 重点: 3, 特别重要: 3 },
  ...{ ordinary: 1, important: 2, critical: 3 },
};

/** Letters that stand beside degrees and say nothing more. */
export const degreeWords = /[EN东北经纬\s]/gi;

/** Degrees, minutes and seconds. */
export const sexagesimal = /^(\d+)[°度](\d+(?:\.\d+)?)[′'分](?:(\d+(?:\.\d+)?)(?:″|"|''|′′|秒)?)?$/;

/** Both ends of a range. */
export const rangeWords = /^(-?\d+(?:\.\d+)?)\s*(?:~|-|–|—|至|到|\.\.)\s*(-?\d+(?:\.\d+)?)$/;

/** What people leave out at the end of an area's name. */
export const areaEndings = /(市辖区|街道办事处|街道办|街道|回族区|区|县|市|镇|乡|district|county|subdistrict|street)$/;

/** Properties in which maps have the code of an area. */
export const codeProperties = [
  "code",
  "adcode",
  "areaCode",
  "XZQDM",
  "PAC",
  "代码",
  "区划代码",
  "行政区划代码",
] as const;
