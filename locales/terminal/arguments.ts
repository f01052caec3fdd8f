import type { Texts } from "../fill.ts";

/** What is wrong on the command line: action, wanted, got, fix. By commander's code where it has one. */
export const argumentTexts = {
  lang: {
    zh: "无法执行命令：--lang 须为 zh 或 en，实为 {got}。",
    en: "Cannot run the command as --lang must be zh or en: got {got}.",
  },
  nothing: { zh: "空", en: "nothing" },
  "commander.unknownCommand": {
    zh: "无法执行命令：没有名为 {got} 的命令。{hint}所有命令见 guanlan --help。",
    en: "Cannot run the command as there is none called {got}. {hint}See guanlan --help for all of them.",
  },
  "commander.unknownOption": {
    zh: "无法执行命令：没有名为 {got} 的选项。{hint}所有选项见该命令的 --help。",
    en: "Cannot run the command as it has no option {got}. {hint}See its --help for all of them.",
  },
  "commander.missingArgument": {
    zh: "无法执行命令：须给出参数 <{got}>，实际没有。用法见该命令的 --help。",
    en: "Cannot run the command as it needs the argument <{got}>: got none. See its --help.",
  },
  "commander.optionMissingArgument": {
    zh: "无法执行命令：选项 {got} 后须有值，实际没有。用法见该命令的 --help。",
    en: "Cannot run the command as option {got} needs a value: got none. See its --help.",
  },
  "commander.missingMandatoryOptionValue": {
    zh: "无法执行命令：须给出选项 {got}，实际没有。用法见该命令的 --help。",
    en: "Cannot run the command as it needs option {got}: got none. See its --help.",
  },
  "commander.conflictingOption": {
    zh: "无法执行命令：{got} 与 {other} 只能给出其一。",
    en: "Cannot run the command as {got} and {other} do not go together. Give one of them.",
  },
  "commander.excessArguments": {
    zh: "无法执行命令：至多 {expected} 个参数，实为 {got} 个：{details}。含空格的值要加引号。",
    en: "Cannot run the command as it takes {expected} {expected|argument|arguments} at most: got {got}: {details}. Put a value with spaces in quotes.",
  },
  "commander.invalidArgument": {
    zh: "无法执行命令：{what} 的值 {got} 无效，{wanted}。",
    en: "Cannot run the command as {got} does not fit {what}: {wanted}.",
  },
  "allowed-choices": { zh: "须为 {choices} 之一", en: "wanted one of {choices}" },
  other: { zh: "无法执行命令，原文：{got}", en: "Cannot run the command: {got}" },
  "did-you-mean": { zh: "是否想写 {words}？", en: "Did you mean {words}? " },
  unexpected: {
    zh: "程序出现意外错误：{words}。请连同下面的调用栈报告给维护者。",
    en: "Something unexpected failed: {words}. Report it to the maintainers, with the stack below.",
  },
} as const satisfies Texts;

/** Files named on the command line. */
export const namedFileTexts = {
  "cannot-read": {
    zh: "无法读取 {path}，须为可读的文件：{got}",
    en: "Cannot read {path} as it must be a file that can be read: {got}",
  },
  "cannot-write": {
    zh: "无法写入 {path}，须为可写的文件且所在文件夹已存在：{got}",
    en: "Cannot write {path} as it must be a file that can be written, in a folder that is there: {got}",
  },
  "no-key": {
    zh: "{path} 不是公钥，须为 PEM 格式的 Ed25519 公钥，例如另存的 record-key.pub.pem",
    en: "{path} is no public key: it must be an Ed25519 public key in PEM, such as a copy of record-key.pub.pem",
  },
} as const satisfies Texts;

/** Headings and standing words of help, as commander has them in English. */
export const helpTexts = {
  "Usage:": { zh: "用法：", en: "Usage:" },
  "Arguments:": { zh: "参数：", en: "Arguments:" },
  "Options:": { zh: "选项：", en: "Options:" },
  "Global Options:": { zh: "通用选项：", en: "Global Options:" },
  "Commands:": { zh: "命令：", en: "Commands:" },
  help: { zh: "显示帮助", en: "display help for command" },
  "help-command": { zh: "显示某个命令的帮助", en: "display help for command" },
  version: { zh: "显示版本号", en: "output the version number" },
  lang: {
    zh: "界面语言 zh 或 en；省略时取 hub.language，再取系统语言环境，都没有则为中文",
    en: "language zh or en; where left out hub.language, then the locale, then Chinese",
  },
  "usage.options": { zh: "[选项]", en: "[options]" },
  "usage.command": { zh: "[命令]", en: "[command]" },
  choices: { zh: "可选：", en: "choices: " },
  default: { zh: "默认：", en: "default: " },
} as const satisfies Texts;
