import type { Texts } from "../fill.ts";

/** `guanlan score`. */
export const scoreTexts = {
  help: {
    zh: "让感知中枢经历情景，与真实情况对照：提前量、漏报、空报、盲区、重复案件、叫应负担",
    en: "let a hub live through scenarios and hold it against what was true: lead, misses, false alarms, blind time, doubled cases, calls",
  },
  "help-scenarios": {
    zh: "情景名或情景文件；省略时为全部随附情景（guanlan simulate --list）",
    en: "names of scenarios, or files; all that come with Guanlan where left out (guanlan simulate --list)",
  },
  "help-seeds": { zh: "随机种子，以逗号分隔", en: "seeds, with commas between them" },
  "help-stations": {
    zh: "在由该城市目录生成的、有这么多站点的示意城市上评分",
    en: "score on a schematic city of so many stations, generated from the city's folder",
  },
  "help-report": { zh: "写出单个 HTML 报告，市长也能看懂", en: "write a report that a mayor can read, one HTML file" },
  "help-json": {
    zh: "以 JSON 输出（格式见 docs/score.md），不输出表格",
    en: "print JSON, as docs/score.md says, in place of the table",
  },
  "help-keep": {
    zh: "把每次运行的真值文件和数据目录留在此目录；省略时用后删除",
    en: "keep truth file and data of each run in this folder; deleted where left out",
  },
  "help-truth": {
    zh: "不运行情景，改用已有的真值文件（guanlan simulate --truth），须与 --data 同用",
    en: "score a run there was, by its truth file (guanlan simulate --truth), together with --data",
  },
  "help-data": {
    zh: "该次运行的数据目录（guanlan simulate --data 所报）",
    en: "data folder of that run, as guanlan simulate --data says it",
  },
  "bad-seeds": {
    zh: "无法读取 --seeds：应为以逗号分隔的非负整数（如 1,2,3），实为“{got}”。请改写。",
    en: "Cannot read --seeds: whole numbers from 0 with commas between them are wanted, such as 1,2,3, got “{got}”. Write it so.",
  },
  "truth-and-data": {
    zh: "无法评分已有的运行：--truth 与 --data 须同时给出，且不得再指定情景。请两者都给出。",
    en: "Cannot score a run there was: --truth and --data are wanted together and no scenario beside them. Give both.",
  },
  run: { zh: "{scenario}，种子 {seed}", en: "{scenario}, seed {seed}" },
  city: {
    zh: "城市：{name}，{stations} 个站点，{gauges} 个监测项；{runs} 次运行",
    en: "city: {name}, {stations} {stations|station|stations}, {gauges} {gauges|gauge|gauges}; {runs} {runs|run|runs}",
  },
  wrote: { zh: "已写出 {file}", en: "wrote {file}" },
  "stopped-early": {
    zh: "情景 {scenario} 未运行到底，无法评分。请重新运行。",
    en: "Cannot score scenario {scenario} as it was ended before its time. Run it again.",
  },
} as const satisfies Texts;
