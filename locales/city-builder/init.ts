import type { Texts } from "../fill.ts";

/** `guanlan city init`: what the new files say to those who write on. */
export const initTexts = {
  "folder-taken": {
    zh: "无法建立城市：须为空文件夹或尚不存在的文件夹，而 {folder} 中已有内容。请另选一个，或先将其移走",
    en: "Cannot begin a city as {folder} must be empty or not there yet: it holds something. Name another, or move that away",
  },
  "bad-zone": {
    zh: "无法建立城市：--time-zone 须为 IANA 时区名，如 Asia/Shanghai，而收到 {got}",
    en: "Cannot begin a city as --time-zone must be an IANA name such as Asia/Shanghai: got {got}. Correct it",
  },
  "bad-code": {
    zh: "无法建立城市：--code 须为字母、数字或横线，如 410100，而收到 {got}",
    en: "Cannot begin a city as --code must be letters, digits or dashes, such as 410100: got {got}. Correct it",
  },

  city: {
    zh: "城市本身。文件夹里可以写什么：cities/README.md",
    en: "The city itself. What this folder may hold: cities/README.md",
  },
  "city-code": {
    zh: "行政区划代码（GB/T 2260 六位）。以 0 开头的代码须加引号。",
    en: "Code of the division (GB/T 2260, six digits). In quotes where it begins with a nought.",
  },
  "city-zone": { zh: "人们读时间所用的时区。", en: "Times that people read are in this zone." },
  "city-warning": {
    zh: "一条预警针对一个区县；责任单位见 units.yaml。",
    en: "One warning is about one district; who answers for it stands in units.yaml.",
  },
  "city-extent": {
    zh: "所有站点都在此框内（度，WGS 84；不是网络地图的 GCJ-02）。写上它，写反或写错的坐标就会被指出：",
    en: "Every station lies in this box (degrees, WGS 84; not the GCJ-02 of Chinese web maps). Give it, and swapped or mistyped coordinates are found:",
  },

  areas: {
    zh: "城市以下的区域：区县、街道、社区、网格。每个区域的 parent 是上一级的代码。先把下面的示例换成自己的。",
    en: "Areas below the city: district, street, community, grid. Each names the one around it as parent. Put your own in place of this example.",
  },
  "area-name": { zh: "示例区", en: "Example District" },

  units: {
    zh: "谁被呼叫、谁处置。示例单位没有电话；值守前换成真实的单位和电话（phone 加引号）。",
    en: "Who is called and who handles cases. The example has no telephone: before duty put real ones here, phone in quotes.",
  },
  "unit-name": { zh: "排水管理单位（示例）", en: "Drainage unit (example)" },

  stations: {
    zh: "站点、设备、监测项。可从表格导入：guanlan city import stations.csv --dry-run",
    en: "Stations, their devices, their gauges. From a spreadsheet: guanlan city import stations.csv --dry-run",
  },
  "station-units": {
    zh: "unit 是设备发送的单位；range、datumOffset 和限值用该量的标准单位（m、mm、ppm、%lel、%vol、V）。",
    en: "`unit` is what the device sends; range, datumOffset and thresholds are in the property's own unit (m, mm, ppm, %lel, %vol, V).",
  },
  "station-ids": {
    zh: "监测项的 id 终身不变：历史和报警都挂在它上面。换设备时换设备的 id。",
    en: "A gauge's id is for life: history and alarms hang on it. With a new device the device's id changes, not the gauge's.",
  },
  "station-example": {
    zh: "示例站点：位置不是真实的。换成自己的第一个站点。",
    en: "An example: the place is not real. Put your first station here instead.",
  },
  "station-name": { zh: "示例下穿", en: "Example underpass" },

  rules: {
    zh: "什么情况报警、告诉人们做什么。按类型、监测项和标签写，不逐站写。数值为示例，换成本市的并写明出处。",
    en: "What raises an alarm, and what people are told to do. By kind, property and tags, not station by station. The limits are examples: put your city's here, with their source.",
  },
  "rule-tests": {
    zh: "先证明再上线：guanlan rules test 与 guanlan rules diff",
    en: "Prove before going live: guanlan rules test, guanlan rules diff",
  },
  "depth-title": { zh: "{station}积水{level}预警", en: "{station}: water, {level}" },
  "depth-advice-blue": {
    zh: "派人到场查看，备好水泵和警示牌。",
    en: "Send someone to look; have pumps and warning signs ready.",
  },
  "depth-advice-orange": {
    zh: "关闭下穿道路，劝返车辆，持续抽排。",
    en: "Close the underpass, turn vehicles back, keep pumping.",
  },
  "depth-advice-red": {
    zh: "立即封闭两端入口，清查并救出车内人员。",
    en: "Seal both entrances now, search every vehicle and bring people out.",
  },
  "silence-title": { zh: "{station}监测数据中断（{level}）", en: "{station}: no usable reading, {level}" },
  "silence-advice": {
    zh: "查看设备供电与通信；失联不等于无水。",
    en: "Check power and link; silence is never dry.",
  },

  made: { zh: "已建立 {folder}：{files}", en: "{folder} is begun: {files}" },
  next: { zh: "接下来的三条命令：", en: "The next three commands:" },
  command: { zh: "  {command}", en: "  {command}" },
} as const satisfies Texts;
