import type { Texts } from "../fill.ts";

/** `guanlan simulate`. */
export const simulateTexts = {
  help: {
    zh: "在自带时钟的感知中枢上演一个情景：水、设备、人员全为模拟，真值已知",
    en: "play a scenario to a hub of its own on a clock of its own: water, devices and people are simulated, the truth is known",
  },
  "help-scenario": {
    zh: "情景名称（见 --list）或 .yaml 文件",
    en: "name of a scenario (see --list) or a .yaml file",
  },
  "help-speed": {
    zh: "情景时间为真实时间的多少倍；max 为尽可能快",
    en: "seconds of the scenario in one of ours; max for as fast as it can",
  },
  "help-seed": {
    zh: "随机种子：情景、城市、种子相同，真值文件逐字节相同",
    en: "same scenario, city and seed: the same truth file to the byte",
  },
  "help-truth": {
    zh: "写真值文件（JSON 行；以 .gz 结尾则压缩）",
    en: "write what was true there (JSON lines; compressed where the name ends in .gz)",
  },
  "help-data": {
    zh: "感知中枢的数据留在此文件夹，须不存在或为空；不写则用完即删",
    en: "keep the hub's data in this folder, which has to be new or empty; thrown away afterwards where left out",
  },
  "help-list": { zh: "列出随附的情景", en: "list the scenarios that come with it" },
  "help-quiet": { zh: "只显示进度和小结", en: "show progress and the summary only" },
  "list-line": { zh: "{name}  {title}，{length}", en: "{name}  {title}, {length}" },
  "no-scenario": {
    zh: "无法上演：须写明情景名称或文件；请用 guanlan simulate --list 查看",
    en: "Cannot simulate: wanted the name or file of a scenario; see guanlan simulate --list",
  },
  speed: { zh: "大于 0", en: "above 0" },
  "bad-speed": {
    zh: "无法上演：--speed 须大于 0 或为 max，实为 {got}",
    en: "Cannot simulate: wanted --speed above 0 or max, got {got}",
  },
  "data-taken": {
    zh: "无法上演：{folder} 须不存在或为空，实际已有内容；请另选文件夹",
    en: "Cannot simulate: wanted a folder that is new or empty, got one with something in it, {folder}; choose another",
  },
  title: { zh: "情景            {title}", en: "scenario            {title}" },
  note: { zh: "说明            {note}", en: "about               {note}" },
  city: {
    zh: "城市            {name}：{stations} 个站点，{gauges} 个监测项（种子 {seed}）",
    en: "city                {name}: {stations} {stations|station|stations}, {gauges} {gauges|gauge|gauges} (seed {seed})",
  },
  clock: {
    zh: "时钟            情景时间自 {from} 至 {to}，{pace}；真实设备的时间与它不符，请勿接入",
    en: "clock               the scenario's, from {from} to {to}, {pace}; real devices are on another time and do not belong here",
  },
  "pace-times": { zh: "快 {speed} 倍，约需 {length}", en: "{speed} times as fast as ours, for about {length}" },
  "pace-max": { zh: "尽可能快", en: "as fast as it can" },
  api: { zh: "接口            {address}/api/v1", en: "API                 {address}/api/v1" },
  token: { zh: "令牌（只读）    {token}", en: "token (reader)      {token}" },
  line: { zh: "{time}  {words}", en: "{time}  {words}" },
  water: {
    zh: "水情  最深 {depth}，{place}；未结案件 {cases}，生效预警 {warnings}",
    en: "WATER     deepest {depth} at {place}; open cases {cases}, warnings in force {warnings}",
  },
  dry: {
    zh: "水情  各处无积水；未结案件 {cases}，生效预警 {warnings}",
    en: "WATER     dry everywhere; open cases {cases}, warnings in force {warnings}",
  },
  ended: { zh: "已中断", en: "ended before its time" },
  done: { zh: "演完", en: "over" },
  summary: {
    zh: "{how}：情景 {length}，用时 {seconds} 秒。读数发出 {published} 条消息，确认 {acknowledged}；入库 {kept} 个，拒收 {refused}；推送 {webhooks}，人员操作 {acts}",
    en: "{how}: {length} of the scenario in {seconds} s. Messages sent {published}, acknowledged {acknowledged}; readings kept {kept}, refused {refused}; webhooks {webhooks}, acts of people {acts}",
  },
  told: {
    zh: "报出：立案 {opened}，结案 {closed}，发布预警 {issued}，叫应 {calls}",
    en: "told: cases opened {opened}, closed {closed}, warnings issued {issued}, calls {calls}",
  },
  truth: { zh: "真值            {file}（{rows} 行）", en: "truth               {file}, {rows} {rows|row|rows}" },
  data: { zh: "数据            {folder}", en: "data                {folder}" },
} as const satisfies Texts;
