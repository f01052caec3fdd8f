import type { Texts } from "./fill.ts";

/** What is wrong in the files of a city folder: `wanted.*`, `got.*` and `fix.*` of problems. */
export const cityTexts = {
  "cannot-load": { zh: "无法加载城市 {folder}", en: "Cannot load city {folder}" },

  "wanted.folder": { zh: "城市文件夹", en: "a city folder" },
  "got.absent": { zh: "不存在", en: "none there" },
  "fix.folder": { zh: "更正配置中的 hub.city", en: "correct hub.city in the settings" },
  "wanted.known-file": {
    zh: "{files}，或文件夹 {folders} 中以 .yaml 结尾的文件",
    en: "{files} or a file ending in .yaml in a folder {folders}",
  },
  "got.unread-file": { zh: "感知中枢不会读取的文件", en: "a file the hub would not read" },
  "fix.unread-file": { zh: "改名、移走或删除", en: "rename, move or remove it" },
  "fix.list": {
    zh: "文件以 `{key}:` 开头，每项前写 `- `",
    en: "begin the file with `{key}:` and put `- ` before each entry",
  },

  "got.no-such-id": { zh: "不存在的 {id}", en: "{id}, which is none" },
  "fix.no-such-id": { zh: "加上它，或改用其他", en: "add it or name another" },
  "fix.duplicate-id": { zh: "改名或删去其一", en: "rename or remove one" },

  "wanted.narrower-kind": {
    zh: "比上级的 {kind}（{place}）更小的类别",
    en: "a kind narrower than its parent's, {kind} ({place})",
  },
  "fix.narrower-kind": { zh: "更正类别或上级", en: "correct the kind or the parent" },
  "wanted.kind-below-city": { zh: "{kinds} 之一", en: "one of {kinds}" },
  "fix.kind-below-city": { zh: "城市本身只写在 city.yaml 中", en: "the city itself stands in city.yaml alone" },
  "fix.city-code": { zh: "在此处删去", en: "remove it here" },
  "wanted.area-tree": { zh: "逐级通向城市的区域", en: "areas that lead up to the city" },
  "got.area-circle": { zh: "循环 {loop}", en: "a circle {loop}" },
  "fix.area-circle": { zh: "给其中一个写明真正的上级", en: "give one of them its true parent" },

  "wanted.quality-limits": {
    zh: "spike 和 rateOfChange 都给出（{property} 没有惯用限值）",
    en: "spike and rateOfChange, as {property} has no usual limits",
  },
  "got.neither": { zh: "都没有", en: "neither" },
  "fix.quality-limits": { zh: "补上 {checks}", en: "give {checks} too" },
  "fix.unit": { zh: "更正单位或属性", en: "correct the unit or the property" },
  "wanted.channel": { zh: "{device} 的每个通道只出现一次", en: "each channel of {device} once" },
  "fix.channel": { zh: "每个监测项用各自的通道", en: "give each gauge its own channel" },
  "wanted.position": {
    zh: "经度 {west} 至 {east}，纬度 {south} 至 {north}",
    en: "longitude {west} to {east} and latitude {south} to {north}",
  },
  "got.position": { zh: "经度 {longitude}，纬度 {latitude}", en: "longitude {longitude} and latitude {latitude}" },
  "fix.swapped": { zh: "经度和纬度写反了", en: "longitude and latitude are swapped" },
  "fix.degrees": { zh: "以度为单位填写", en: "write degrees" },
  "fix.position": { zh: "更正位置，或 city.yaml 中的 extent", en: "correct the position, or extent in city.yaml" },
  "wanted.upstream": {
    zh: "来水不会绕回本站的站点",
    en: "a station that this one's water does not lead back to",
  },
  "got.upstream": { zh: "{from}，它的来水依次来自 {stations}", en: "{from}, whose own water comes from {stations}" },
  "upstream.then": { zh: "、", en: ", that from " },
  "fix.upstream": {
    zh: "水只往一个方向流：删去指向下游的那一条",
    en: "water runs one way: remove the link that points downstream",
  },

  "wanted.date-in-year": { zh: "{year} 年的日期", en: "a date in {year}" },
  "fix.date-in-year": { zh: "写到它所在的年份下", en: "put it under its own year" },
  "wanted.make-up-day": {
    zh: "原本休息的日子（不在 workingDays 中），且不在放假日内",
    en: "a day that is otherwise off (not among workingDays), outside every holiday",
  },
  "fix.make-up-day": { zh: "对照放假通知更正", en: "compare it with the notice" },
  "fix.duplicate-class": { zh: "合并或删去其一", en: "join them or remove one" },
  "wanted.class": { zh: "classes 中已有的类别", en: "a class among `classes`" },
  "fix.class": { zh: "补上这一类别，或更正代码", en: "add the class, or correct the code" },

  "wanted.secret-variable": {
    zh: "以 _SECRET 结尾，或不以 GUANLAN_ 开头的名称",
    en: "a name that ends in _SECRET, or does not begin with GUANLAN_",
  },
  "fix.secret-variable": { zh: "写作 {name}_SECRET", en: "write {name}_SECRET" },

  "wanted.counted-property": {
    zh: "可累计的监测内容：{properties}",
    en: "a property that can be counted: {properties}",
  },
  "fix.counted-property": {
    zh: "删去 counter，或改用可累计的监测内容",
    en: "take `counter` out, or name a property that can be counted",
  },
  "wanted.counter-unit": {
    zh: "累计{property}所用的单位：{units}",
    en: "a unit that counters of {property} count in: {units}",
  },
  "wanted.counter-datum": { zh: "累计值不设 datumOffset", en: "no datumOffset where the gauge is a counter" },
  "fix.counter-datum": { zh: "删去 datumOffset", en: "take it out" },

  "wanted.inhibitions": { zh: "不会让报警绕回自身的抑制", en: "inhibitions that lead no alarm round to itself" },
  "got.inhibition-loop": { zh: "经过 {inhibitions} 的循环：{alarms}", en: "a loop through {inhibitions}: {alarms}" },
  "inhibition.explains": { zh: " 解释 ", en: " explains " },
  "fix.inhibition-loop": {
    zh: "缩小 source 或 target 的范围，或用 minLevel 和 maxLevel 错开等级",
    en: "narrow a source or target, or keep their levels apart with minLevel and maxLevel",
  },

  "wanted.a-rule": { zh: "至少一条规则", en: "at least one rule" },
  "fix.a-rule": {
    zh: "写上一条；若确实不作任何判断，请以空规则重启感知中枢",
    en: "write one; to judge nothing at all, restart the hub with none",
  },

  "wanted.geojson": { zh: "GeoJSON", en: "GeoJSON" },
  "fix.geojson": { zh: "重新导出为 GeoJSON（RFC 7946）", en: "write it out anew as GeoJSON (RFC 7946)" },
  "wanted.outline-code": { zh: "区域代码", en: "the code of an area" },
  "fix.outline-code": { zh: "与 areas.yaml 一致", en: "as in areas.yaml" },
  "wanted.outline-once": { zh: "每个区域只出现一次", en: "each area once" },
  "fix.outline-once": { zh: "把各部分合为一个 MultiPolygon", en: "make one MultiPolygon of its parts" },
  "wanted.positions": { zh: "总共至多 {most} 个点", en: "at most {most} positions in all" },
  "fix.positions": {
    zh: "简化轮廓；大屏上的细节不小于数百米",
    en: "simplify the outlines; a wall shows no more than some hundred metres anyway",
  },
} as const satisfies Texts;

/** What is wrong with rules in a city beside what binding finds. */
export const cityRuleTexts = {
  "wanted.threshold-everywhere": {
    zh: "所监测的每个监测项都有阈值 {threshold}",
    en: "the threshold {threshold} at every gauge it watches",
  },
  "got.threshold-lacking": { zh: "{gauges} 没有", en: "none at {gauges}" },
  "fix.threshold-lacking": {
    zh: "在该处写上数值，未公布的写 `{threshold}: unset`",
    en: "write its value there, or `{threshold}: unset` where nobody has published one",
  },
  "wanted.known-threshold": {
    zh: "所监测的监测项的阈值：{thresholds}",
    en: "a threshold of a gauge it watches: {thresholds}",
  },
  "no-thresholds": { zh: "没有", en: "there are none" },
  "fix.unknown-threshold": {
    zh: "在监测项处设置，或写 `{threshold}: unset`",
    en: "set it at a gauge, or write `{threshold}: unset` there",
  },
  "wanted.shorter-window": {
    zh: "短于观测值的保留时间 {days} d（store.keepObservationsDays）",
    en: "less than the {days} d that observations are kept (store.keepObservationsDays)",
  },
  "got.long-window": { zh: "回看 {days} d", en: "a look back over {days} d" },
  "fix.long-window": { zh: "缩短，或延长观测值的保留时间", en: "shorten it, or keep observations for longer" },
} as const satisfies Texts;

/** Worth knowing of a city and no mistake. */
export const cityNotes = {
  "at-place": { zh: "{place}：{note}", en: "{place}: {note}" },
  "never-reaches": {
    zh: "规则 {rule} 在 {id} 永远达不到{levels}：未设置 {thresholds}",
    en: "rule {rule} never reaches {levels} at {id}: unset {thresholds}",
  },
  "first-ids": { zh: "{ids}……（共 {count} 个）", en: "{ids} ... ({count} in all)" },
  "unset-thresholds": { zh: "{gauge} 未设置 {thresholds}", en: "{gauge}: unset {thresholds}" },
  "no-phone": {
    zh: "单位 {units} 没有值班电话：推送和预警里没有可拨打的号码；在 units.yaml 写 phone",
    en: "units {units} have no duty telephone, so that events carry nobody to ring: write phone in units.yaml",
  },
  "nobody-handles": {
    zh: "{area}没有单位处置“{caseClass}”类案件：没有路由、没有这类站点、区域也没有责任单位；在 case-classes.yaml 的 routes 中补上",
    en: "nobody handles cases of class {caseClass} in {area}: no route leads there, no station of it stands there and the area has no unit; add it to `routes` in case-classes.yaml",
  },
  "no-calendar": {
    zh: "有工作时、工作日时限而没有 calendar.yaml：一律按周一至周五、08:00-12:00 和 14:00-18:00 推算",
    en: "time limits count working time and there is no calendar.yaml: Monday to Friday, 08:00-12:00 and 14:00-18:00 are assumed",
  },
  "calendar-ends": {
    zh: "calendar.yaml 没有 {year} 年的节假日：那一年的工作时、工作日时限按普通周推算，并在时限上注明",
    en: "calendar.yaml has no holidays of {year}: limits in working time count plain weeks in that year, and say so",
  },
  "no-room-below-zero": {
    zh: "{count} 个水深或水位监测项的量程从 0 起（{gauges}）：零点漂移到 0 以下超过仪器噪声时，读数作废、报警不能解除；请把 range.min 写在 0 以下，例如 -0.1",
    en: "{count} {count|gauge of depth or stage has|gauges of depth or stage have} `min: 0` ({gauges}): where the zero point drifts below it by more than the instrument's noise, readings fail and alarms cannot clear; write range.min below 0, such as -0.1",
  },
  "no-rule-for-gauges": {
    zh: "{count} 个监测项没有规则判断其数值：{gauges}",
    en: "{count} {count|gauge has|gauges have} values that no rule judges: {gauges}",
  },
  "unheard-important": {
    zh: "{count} 个重要站点没有失联规则，晴天失联时无人知晓：{stations}；请写 kind: silence 的规则",
    en: "{count} important stations have no silence rule, so that nobody hears when they fall silent in dry weather: {stations}; write a rule of kind silence",
  },
  "unheard-ordinary": {
    zh: "{count} 个其他站点没有失联规则：{stations}",
    en: "{count} other {count|station has|stations have} no silence rule: {stations}",
  },
  "no-rules": { zh: "没有规则：读数照存，不作判断", en: "no rules: readings are kept and nothing is judged" },
  "no-endpoints": { zh: "没有接收端：不向外推送", en: "no endpoints: nobody outside is told" },
  "demonstration-policy": {
    zh: "case-policy.yaml 的案件处置规定为演示用，正式运行前请替换",
    en: "the standing order for cases in case-policy.yaml is for demonstration; replace it before duty",
  },
  demonstration: {
    zh: "演示用，并非官方数据：{rules} 条规则，{thresholds} 个阈值，{units} 个单位；正式运行前请替换",
    en: "for demonstration and no official figures: {rules} {rules|rule|rules}, {thresholds} thresholds, {units} units; replace before duty",
  },
} as const satisfies Texts;
