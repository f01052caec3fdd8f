import type { Texts } from "./fill.ts";

/** How a problem of something that a person wrote is put together. */
export const problemTexts = {
  line: { zh: "{at}：应为 {wanted}，实为 {got}", en: "{at}: wanted {wanted}, got {got}" },
  fix: { zh: "；{fix}", en: "; {fix}" },
  "heading.one": { zh: "{heading}：1 处错误", en: "{heading}: 1 problem" },
  "heading.many": { zh: "{heading}：{count} 处错误", en: "{heading}: {count} {count|problem|problems}" },
  "did-you-mean": { zh: "是否想写 {word}？", en: "did you mean {word}?" },
  "got.nothing": { zh: "空", en: "nothing" },
  "got.empty-list": { zh: "空列表", en: "an empty list" },
  "got.list": { zh: "{count} 项的列表", en: "a list of {count}" },
  "got.keys": { zh: "键 {keys}", en: "keys {keys}" },
  "got.no-keys": { zh: "（无）", en: "(none)" },
  "got.hidden": { zh: "一个不予显示的值", en: "a value not shown here" },
} as const satisfies Texts;

/** What a schema takes, as `wanted` of a problem and as docs show it. */
export const shapeTexts = {
  or: { zh: " 或 ", en: " or " },
  "one-of": { zh: "{values} 之一", en: "one of {values}" },
  integer: { zh: "整数{range}", en: "whole number{range}" },
  number: { zh: "数值{range}", en: "number{range}" },
  boolean: { zh: "true 或 false", en: "true or false" },
  text: { zh: "文本", en: "text" },
  pattern: { zh: "符合 /{pattern}/ 的文本", en: "text matching /{pattern}/" },
  list: { zh: "列表，每项为{item}", en: "list of {item}" },
  "list.at-least": { zh: "至少 {count} 项的列表，每项为{item}", en: "list of {count} or more: {item}" },
  group: { zh: "一组键", en: "a group of keys" },
  any: { zh: "一个值", en: "a value" },
  "range.any": { zh: "", en: "" },
  "range.between": { zh: "（{min} 至 {max}）", en: " {min} to {max}" },
  "range.above-up-to": { zh: "（大于 {min}，至多 {max}）", en: " above {min}, up to {max}" },
  "range.from": { zh: "（不小于 {min}）", en: " from {min}" },
  "range.above": { zh: "（大于 {min}）", en: " above {min}" },
  "range.up-to": { zh: "（不大于 {max}）", en: " up to {max}" },
} as const satisfies Texts;

/** Where a value does not fit the shape it should have. */
export const misfitTexts = {
  "wanted.keys": { zh: "键 {keys} 之一", en: "one of the keys {keys}" },
  "wanted.no-keys": { zh: "没有键", en: "no keys" },
  "wanted.another-key": { zh: "别的键", en: "another key" },
  "wanted.something-else": { zh: "别的值", en: "something else" },
  "fix.quotes": { zh: "加上引号", en: "put it in quotes" },
  "fix.comma-in-quotes": { zh: "含逗号的文字要加引号", en: "put text that holds a comma in quotes" },
  "fix.take-default": { zh: "删去此键即用默认值", en: "remove the key to take its default" },
  "fix.write-out": { zh: "写出值来", en: "write it out" },
} as const satisfies Texts;

/** Files that cannot be read as text. */
export const fileTexts = {
  "wanted.file": { zh: "文件", en: "a file" },
  "wanted.utf8": { zh: "UTF-8 文本", en: "UTF-8 text" },
  "got.folder": { zh: "文件夹", en: "a folder" },
  "got.bytes": { zh: "{count} 字节", en: "{count} bytes" },
  "got.absent": { zh: "不存在", en: "none there" },
  "got.unreadable": { zh: "读取时出现 {code}", en: "{code} on reading it" },
  "got.an-error": { zh: "错误", en: "an error" },
  "got.gbk": { zh: "疑似 GBK 编码", en: "bytes that look like GBK" },
  "got.not-utf8": { zh: "不是 UTF-8 的字节", en: "bytes that are not UTF-8" },
  "fix.name-file": { zh: "写明文件本身", en: "name the file itself" },
  "fix.split": { zh: "拆分：一个文件至多 {max} 字节", en: "split it: a file may have up to {max} bytes" },
  "fix.create": { zh: "新建文件或改正路径", en: "create it or correct the path" },
  "fix.permission": { zh: "让运行感知中枢的用户可以读取", en: "let the hub's user read it" },
  "fix.utf8": { zh: "把文件另存为 UTF-8", en: "save the file as UTF-8" },
} as const satisfies Texts;

/** What is wrong in YAML that the parser cannot understand: `wanted`, `got` and `fix` by the parser's code. */
export const syntaxTexts = {
  tab: {
    wanted: { zh: "用空格缩进", en: "spaces for indentation" },
    got: { zh: "制表符", en: "a tab" },
    fix: { zh: "把制表符换成两个空格", en: "replace tabs with two spaces" },
  },
  indent: {
    wanted: {
      zh: "同一列表或同一组的各行从同一列开始",
      en: "lines of one list or group to start in the same column",
    },
    got: { zh: "另一列", en: "another column" },
    fix: { zh: "对齐", en: "line them up" },
  },
  closing: {
    wanted: { zh: "收尾的引号、括号或逗号", en: "a closing quote, bracket or a comma" },
    got: { zh: "没有", en: "none" },
    fix: {
      zh: "补全上面未收尾的部分，冒号后加一个空格",
      en: "close what is open above, and put a space after each colon",
    },
  },
  documents: {
    wanted: { zh: "一个文档", en: "one document" },
    got: { zh: "--- 之后的第二个文档", en: "a second one after ---" },
    fix: { zh: "删去 --- 一行，或拆分文件", en: "remove the --- line or split the file" },
  },
  alias: {
    wanted: { zh: "引用上文的锚点", en: "an alias of an anchor above it" },
    got: { zh: "引用了不存在的锚点", en: "an alias of none" },
    fix: { zh: "写出值来", en: "write the value out" },
  },
  tag: {
    wanted: { zh: "普通的值", en: "plain values" },
    got: { zh: "未知的 !标签", en: "an unknown !tag" },
    fix: { zh: "删去标签", en: "remove the tag" },
  },
  unfolding: {
    wanted: { zh: "展开后不膨胀的文件", en: "a file that unfolds to its own size" },
    got: { zh: "引用过多或嵌套过深", en: "too many aliases or too deep a nesting" },
    fix: { zh: "写出各个值", en: "write the values out" },
  },
  "key-over-lines": {
    wanted: { zh: "键写在一行内", en: "a key on one line" },
    got: { zh: "跨行的键", en: "one that goes on" },
    fix: { zh: "检查这一行的冒号和缩进", en: "check the colon and the indentation of this line" },
  },
  "second-value": {
    wanted: { zh: "一行一个值", en: "one value on a line" },
    got: { zh: "同一行的第二个“键: 值”", en: "a second `key: value` on it" },
    fix: {
      zh: "含冒号的文字加引号，或另起一行",
      en: "put text that holds a colon in quotes, or start a new line",
    },
  },
  token: {
    wanted: { zh: "YAML", en: "YAML" },
    got: { zh: "不该出现在此处的内容", en: "something that does not belong here" },
    fix: { zh: "检查引号、括号、冒号和缩进", en: "check quotes, brackets, colons and indentation" },
  },
  otherwise: {
    wanted: { zh: "YAML 1.2", en: "YAML 1.2" },
    got: { zh: "不是 YAML 的文本", en: "text that is none" },
    fix: { zh: "检查引号、括号、冒号和缩进", en: "check quotes, brackets, colons and indentation" },
  },
  twice: {
    wanted: { zh: "每个键只写一次", en: "each key once" },
    fix: { zh: "删去一个", en: "remove one" },
  },
} as const satisfies Readonly<Record<string, Texts>>;
