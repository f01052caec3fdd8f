import type { Texts } from "../fill.ts";

/** `guanlan city import`: what is said of a sheet and of its lines. */
export const importTexts = {
  "not-a-sheet": {
    zh: "无法导入 {file}：须为 CSV 表格，而{why}",
    en: "Cannot import {file} as it must be a CSV table: {why}",
  },
  "fault-empty": {
    zh: "其中没有内容。请另存为 CSV 后再试",
    en: "there is nothing in it. Save the sheet as CSV and try again",
  },
  "fault-encoding": {
    zh: "无法判断编码。请另存为 CSV UTF-8",
    en: "its encoding cannot be told. Save it as CSV UTF-8",
  },
  "fault-quote": {
    zh: "有引号没有闭合。请更正该行",
    en: "a quote never closes. Correct that line",
  },
  "fault-heading": {
    zh: "找不到表头。首行须写列名，如 站点编号、站名、类型、区县、经度、纬度、责任单位",
    en: "no heading was found. Name the columns in the first row: code, name, kind, area, longitude, latitude, unit",
  },
  "cannot-read": {
    zh: "无法读取 {file}：须为可读的文件，而{words}。请更正路径或权限",
    en: "Cannot read {file} as it must be a file that can be read: {words}. Correct the path or its rights",
  },
  "no-crs": {
    zh: "无法导入 {file}：表中有坐标，须用 --crs 说明坐标系（wgs84、cgcs2000 或 gcj02），而未说明。网络地图上取的点为 gcj02",
    en: "Cannot import {file} as it has coordinates and --crs must say of which system (wgs84, cgcs2000 or gcj02): it was left out. Points from Chinese web maps are gcj02",
  },
  understood: {
    zh: "{file}：{encoding}，第 {line} 行为表头，{rows} 行数据",
    en: "{file}: {encoding}, heading in line {line}, {rows} {rows|row|rows}",
  },
  "left-out": { zh: "不认识、未读取的列：{columns}", en: "columns that are not known here and left out: {columns}" },

  line: { zh: "第 {line} 行 {outcome} {what}", en: "line {line} {outcome} {what}" },
  taken: { zh: "新增", en: "taken" },
  changed: { zh: "更改", en: "changed" },
  same: { zh: "未变", en: "the same" },
  refused: { zh: "拒绝", en: "refused" },
  station: { zh: "{id} {name}", en: "{id} {name}" },
  note: { zh: "    {words}", en: "    {words}" },
  totals: {
    zh: "新增 {taken} 行，更改 {changed} 行，未变 {same} 行，拒绝 {refused} 行",
    en: "{taken} {taken|line|lines} taken, {changed} changed, {same} the same, {refused} refused",
  },
  "dry-run": { zh: "仅检查，未写入", en: "looked only: nothing was written" },
  "nothing-to-write": { zh: "没有可写入的内容", en: "there is nothing to write" },
  written: { zh: "已写入 {files}", en: "written: {files}" },
  "would-break": {
    zh: "未写入：写入后城市 {folder} 将无法加载",
    en: "Nothing was written: with these lines city {folder} could not be loaded",
  },
  "cannot-append": {
    zh: "无法导入：{file} 须以 `stations:` 开头并为块状列表，而不是。请用 --into 另选文件",
    en: "Cannot import as {file} must begin with `stations:` and hold a list of blocks: it does not. Name another file with --into",
  },

  field: { zh: "{field}：{before} → {after}", en: "{field}: {before} -> {after}" },
  "field-added": { zh: "{field}：写为 {after}", en: "{field}: now {after}" },
  "gauge-added": { zh: "增加监测项 {gauge}（{property}，{unit}）", en: "gauge {gauge} added ({property}, {unit})" },
  "id-cleaned": { zh: "编号 {got} 写为 {id}", en: "code {got} is written {id}" },
  "id-made": {
    zh: "没有编号，编为 {id}；以后的表请用此编号",
    en: "no code: {id} is made for it; use that in later sheets",
  },
  "id-by-name": { zh: "没有编号，按站名认作 {id}", en: "no code: known by its name as {id}" },
  swapped: { zh: "经度与纬度写反，已对调", en: "longitude and latitude were the wrong way round; turned" },
  converted: {
    zh: "坐标由 GCJ-02 换算为 WGS 84：{longitude}, {latitude}",
    en: "from GCJ-02 to WGS 84: {longitude}, {latitude}",
  },
  "range-converted": { zh: "量程由 {unit} 换算为 {canonical}", en: "range brought from {unit} to {canonical}" },
  "same-name": { zh: "没有英文名，用中文名", en: "no English name: the Chinese one stands in" },
  "usual-range": {
    zh: "没有量程，暂写 {min} 至 {max} {unit}，请核对",
    en: "no range: {min} to {max} {unit} for now; look it up",
  },
  "usual-interval": {
    zh: "没有上报间隔，暂写 {interval}，请核对",
    en: "no reporting interval: {interval} for now; look it up",
  },
  "unset-thresholds": {
    zh: "规则用到的限值 {names} 暂写 unset；有公布的数值后写上",
    en: "thresholds that rules name ({names}) are unset for now; write them once somebody has published them",
  },
  "no-gauges": {
    zh: "没有监测项：站点在图上，但不会有读数",
    en: "no gauges: the station is on the map and has no readings",
  },

  "no-name-or-id": {
    zh: "须有站点编号或站名，而都没有。请补上其一",
    en: "wanted a code or a name: got neither. Give one of them",
  },
  "no-value": {
    zh: "新站点须有{field}，而没有。请补上",
    en: "wanted {field}, as the station is new: got none. Give it",
  },
  "no-unit": {
    zh: "新站点须有责任单位，而没有。请补上该列，或用 --unit 说明",
    en: "wanted a responsible unit, as the station is new: got none. Give it in the sheet or by --unit",
  },
  "bad-id": {
    zh: "编号须为字母、数字、点、横线，而收到 {got}。请改编号，或留空由系统编号",
    en: "wanted a code of letters, digits, dots and dashes: got {got}. Change it, or leave it empty to have one made",
  },
  "bad-kind": {
    zh: "类型须为 积水点、下穿、河道、雨量站、窨井、泵站、橡胶坝、配电 等，而收到 {got}。请更正{hint}",
    en: "wanted a kind such as underpass, road, river, rain, manhole, pump station, rubber dam or power supply: got {got}. Correct it{hint}",
  },
  "bad-area": {
    zh: "区域须为 areas.yaml 中的代码或名称，而收到 {got}。请更正或先加入 areas.yaml{hint}",
    en: "wanted a code or name of areas.yaml: got {got}. Correct it, or add it to areas.yaml first{hint}",
  },
  "many-areas": {
    zh: "区域名称须只有一处，而 {got} 有 {codes}。请写代码",
    en: "wanted a name that one area has: {got} is {codes}. Write the code",
  },
  "bad-unit": {
    zh: "责任单位须为 units.yaml 中的编号或名称，而收到 {got}。请更正或先加入 units.yaml{hint}",
    en: "wanted an id or name of units.yaml: got {got}. Correct it, or add it to units.yaml first{hint}",
  },
  hint: { zh: "（{words}）", en: " ({words})" },
  "bad-degrees": {
    zh: "{field}须为度数，如 113.637 或 113°38′13″，而收到 {got}。请更正",
    en: "wanted {field} in degrees, such as 113.637 or 113°38′13″: got {got}. Correct it",
  },
  "out-of-box": {
    zh: "位置须在 city.yaml 的 extent（{box}）内，而换算后为 {longitude}, {latitude}。请核对坐标与 --crs",
    en: "wanted a position within extent of city.yaml ({box}): got {longitude}, {latitude} in WGS 84. Look at the coordinates and at --crs",
  },
  "bad-importance": {
    zh: "重要性须为 1、2、3，而收到 {got}。请更正",
    en: "wanted importance 1, 2 or 3: got {got}. Correct it",
  },
  "bad-phone": {
    zh: "电话须为可拨的号码，而收到 {got}。请更正",
    en: "wanted a telephone number as people dial it: got {got}. Correct it",
  },
  "bad-property": {
    zh: "监测项须为 {properties}，而收到 {got}。请更正",
    en: "wanted one of {properties}: got {got}. Correct it",
  },
  "bad-measure": {
    zh: "{property}的单位须为 {units}，而收到 {got}。请在单位列或列名的括号中写明",
    en: "wanted a unit of {property} ({units}): got {got}. Give it in a column, or in the heading in brackets",
  },
  "bad-range": {
    zh: "量程须为数值，如 0~5，而收到 {got}。请更正",
    en: "wanted a range such as 0~5: got {got}. Correct it",
  },
  "bad-interval": {
    zh: "上报间隔须写明单位，如 5分钟，而收到 {got}。请更正，或在列名的括号中写明单位",
    en: "wanted an interval with its unit, such as 5min: got {got}. Correct it, or name the unit in the heading in brackets",
  },
  "bad-device": {
    zh: "设备编号须为字母、数字和 _.:-，至多 64 个字符，而收到 {got}。请更正",
    en: "wanted a device id of letters, digits and _.:-, at most 64: got {got}. Correct it",
  },
  again: {
    zh: "每个站点须只有一行，而 {id} 在第 {first} 行已有。请删去其一，或用监测项列分行写",
    en: "wanted one line for each station: {id} stands in line {first} already. Remove one, or write a gauge a line with a column for the property",
  },
  otherwise: {
    zh: "{field}须与第 {first} 行一致（{before}），而收到 {got}。请更正其一",
    en: "wanted {field} as in line {first} ({before}): got {got}. Correct one of them",
  },
  "gauge-again": {
    zh: "每个监测项须只有一行，而 {gauge} 已有。请删去其一，或写明不同的设备编号",
    en: "wanted one line for each gauge: there is one for {gauge}. Remove one, or give each its own device id",
  },
  "taken-device": {
    zh: "设备须只属于一个站点，而 {device} 属于 {station}。请更正",
    en: "wanted a device that no other station has: {device} is at {station}. Correct it",
  },
  "taken-gauge": {
    zh: "监测项编号须只用一次，而 {gauge} 属于 {station}。请更正",
    en: "wanted a gauge id that is used once: {gauge} is at {station}. Correct it",
  },
  "other-kind": {
    zh: "站点类型不改：{id} 为 {before}，而收到 {got}。不同的站点请用新编号",
    en: "wanted the kind that {id} has ({before}), as it does not change: got {got}. Give another station another code",
  },
  "other-property": {
    zh: "监测项不改测的量：{gauge} 为 {before}，而收到 {got}。请用新的监测项编号",
    en: "wanted what {gauge} measures ({before}), as it does not change: got {got}. Give another gauge another id",
  },
} as const satisfies Texts;

/** What reports call the columns of a sheet. */
export const fieldNames = {
  name: { zh: "站名", en: "name" },
  nameEn: { zh: "英文名", en: "English name" },
  kind: { zh: "类型", en: "kind" },
  area: { zh: "区域", en: "area" },
  position: { zh: "经纬度", en: "position" },
  longitude: { zh: "经度", en: "longitude" },
  latitude: { zh: "纬度", en: "latitude" },
  tags: { zh: "标签", en: "tags" },
  importance: { zh: "重要性", en: "importance" },
  unit: { zh: "责任单位", en: "responsible unit" },
  phone: { zh: "电话", en: "telephone" },
  note: { zh: "备注", en: "note" },
  measure: { zh: "计量单位", en: "unit of measure" },
  range: { zh: "量程", en: "range" },
  interval: { zh: "上报间隔", en: "reporting interval" },
  datum: { zh: "基面", en: "datum" },
  channel: { zh: "通道", en: "channel" },
} as const satisfies Texts;
