import type { Texts } from "../fill.ts";

/** `guanlan rules` and its versions, rollback and release. */
export const rulesTexts = {
  help: { zh: "编写规则的工具", en: "tools for those who write rules" },
  "help-versions": { zh: "列出运行过的规则版本", en: "list the sets of rules that ran" },
  "help-rollback": {
    zh: "一步回退到保存的规则版本；规则文件不动，暂不生效",
    en: "go back to a kept set of rules in one step; the files stay as they are and wait",
  },
  "help-rollback-digest": {
    zh: "版本号或其开头；省略时为上一版本",
    en: "digest or its beginning; the set before where left out",
  },
  "help-release": { zh: "结束回退，重新按规则文件运行", en: "end a rollback: the files decide again" },
  "rolled-back": { zh: "已按 {digest} 运行", en: "{digest} runs now" },
  "rolled-back-later": {
    zh: "没有运行中的中枢接收；下次启动时按 {digest} 运行",
    en: "no running hub has taken it up; {digest} runs from the next start on",
  },
  "files-wait": {
    zh: "规则文件未改动，暂不生效；改好后用 guanlan rules diff 核对，再执行 guanlan rules release",
    en: "the rule files are untouched and wait; mend them, look at guanlan rules diff, then run guanlan rules release",
  },
  released: { zh: "已结束回退，约一秒内按规则文件运行", en: "released: the files go live within about a second" },
  "not-pinned": { zh: "没有回退，本就按规则文件运行", en: "nothing was rolled back: the files decide already" },
  "no-versions": { zh: "还没有规则版本：中枢从未启动", en: "no sets yet: the hub has never been started" },
  "pin-waits": { zh: "{digest} 已选定，等待中枢接收", en: "{digest} is chosen and waits for a hub to take it up" },
  count: { zh: "{count} 条规则", en: "{count} {count|rule|rules}" },
  "source-files": { zh: "来自文件", en: "from the files" },
  "source-rollback": { zh: "回退", en: "rolled back to" },
  runs: { zh: "运行中", en: "runs" },
  pinned: { zh: "文件暂不生效", en: "files wait" },
} as const satisfies Texts;
