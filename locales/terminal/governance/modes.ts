import type { Texts } from "../../fill.ts";

/** `guanlan mode`. */
export const modeCommandTexts = {
  help: { zh: "运行模式：查看、预览、切换（对运行中的感知中枢）", en: "the mode of the city, on a running hub" },
  "help-show": { zh: "当前模式及等待批准的申请", en: "the mode now, and what waits to be approved" },
  "help-preview": {
    zh: "预览切换的后果：报警、预警发布、时限、延时、静默、设备；不改动任何东西",
    en: "what a switch would change: alarms, warnings, time limits, delays, silences, devices; changes nothing",
  },
  "help-set": {
    zh: "切换模式；须第二人批准时先成为申请",
    en: "switch the mode; where a second person is wanted it waits for one",
  },
  "help-approve": {
    zh: "批准等待中的切换（须为申请人以外的人）",
    en: "approve the switch that waits, as another person",
  },
  "help-withdraw": { zh: "撤回等待中的切换", en: "take back the switch that waits" },
  "help-history": { zh: "历次切换", en: "every switch so far" },
  "help-mode": { zh: "模式：daily、holiday、major-event 或 emergency", en: "daily, holiday, major-event or emergency" },
  "help-reason": { zh: "原因", en: "why" },
  "help-for": {
    zh: "持续多久，例如 6h；到时自动回到日常",
    en: "for how long, such as 6h; daily begins by itself after that",
  },
  "help-request": {
    zh: "申请编号；不写时为等待中的那一个",
    en: "number of the request; the one that waits where left out",
  },
  "help-limit": { zh: "至多多少次", en: "how many at most" },
  now: { zh: "{mode}模式，{since}起，{by}", en: "{mode}, since {since}, {by}" },
  "never-set": { zh: "{mode}模式，从未切换", en: "{mode}, never switched" },
  "by-nobody": { zh: "到时自动", en: "by itself" },
  "by-one": { zh: "{by}", en: "by {by}" },
  "by-two": { zh: "{by}申请，{approvedBy}批准", en: "asked for by {by}, approved by {approvedBy}" },
  until: { zh: "至 {at}", en: "until {at}" },
  waits: {
    zh: "等待批准（{id}）：{by}申请切换到{mode}模式，{reason}；{expires} 前有效",
    en: "waits to be approved ({id}): {by} asks for {mode}, {reason}; until {expires}",
  },
  devices: {
    zh: "设备加报：待答复 {asked}，已确认 {confirmed}，拒绝 {refused}",
    en: "devices asked to report more often: {asked} to answer, {confirmed} confirmed, {refused} refused",
  },
  heading: { zh: "{before} → {mode}（展望至 {until}）", en: "{before} -> {mode} (looking ahead until {until})" },
  fires: {
    zh: "将报警或升级 {count} 个，多呼叫 {pages} 次",
    en: "{count} {count|alarm|alarms} would raise or step up, {pages} more {pages|page|pages}",
  },
  quietens: { zh: "将解除或降级 {count} 个", en: "{count} {count|alarm|alarms} would clear or step down" },
  alarm: { zh: "  {title}  {without} → {with}", en: "  {title}  {without} -> {with}" },
  warnings: { zh: "将变化的预警 {count} 个", en: "{count} {count|warning|warnings} would stand otherwise" },
  decisions: {
    zh: "自动处理时间改变的预警 {count} 个",
    en: "{count} {count|warning|warnings} would be issued or paged without anybody's doing at another time",
  },
  limits: { zh: "时限改变的案件 {count} 个", en: "{count} {count|case|cases} would have another time limit" },
  moved: { zh: "  {name}  {move}", en: "  {name}  {move}" },
  rules: { zh: "规则变化 {count} 条", en: "{count} {count|rule|rules} would judge otherwise" },
  rule: {
    zh: "  {rule}  报警延时 {on}，解除延时 {off}，限值变化：{levels}",
    en: "  {rule}  on-delay {on}, off-delay {off}, other limits: {levels}",
  },
  delay: { zh: "{before} → {after}", en: "{before} -> {after}" },
  silences: { zh: "将结束静默 {count} 个", en: "{count} {count|silence|silences} would end" },
  silence: { zh: "  {id}  {owner}：{reason}", en: "  {id}  {owner}: {reason}" },
  asked: {
    zh: "将要求 {count} 台设备改变上报间隔",
    en: "{count} {count|device|devices} would be asked for another interval",
  },
  none: { zh: "无", en: "none" },
  change: { zh: "{at}  {before} → {mode}  {by}  {reason}", en: "{at}  {before} -> {mode}  {by}  {reason}" },
  more: { zh: "……另有 {count} 个", en: "... and {count} more" },
} as const satisfies Texts;

/** `guanlan rules draft`, `drafts`, `approve`, `reject` and `activate`. */
export const draftCommandTexts = {
  "help-draft": {
    zh: "提交一套规则作为草案（对运行中的感知中枢）",
    en: "hand in a set of rules as a draft, on a running hub",
  },
  "help-files": {
    zh: "规则所在文件夹；省略时为城市文件夹",
    en: "folder of the rules; the city folder where left out",
  },
  "help-note": { zh: "改了什么、为什么，供批准人阅读", en: "what changes and why, for who approves it" },
  "help-drafts": { zh: "列出草案", en: "list the drafts" },
  "help-approve": { zh: "批准草案（须为起草人以外的人）", en: "approve a draft, as another than its author" },
  "help-reject": { zh: "驳回草案", en: "reject a draft" },
  "help-activate": { zh: "启用已批准的草案", en: "let an approved draft judge from now on" },
  "help-reason": { zh: "原因", en: "why" },
  "help-override": {
    zh: "规则冻结时由指挥员强制启用的原因",
    en: "why it takes over although rules are frozen, by a commander",
  },
  line: {
    zh: "{digest}  {state}  {rules} 条规则  {by}  {at}  {note}",
    en: "{digest}  {state}  {rules} {rules|rule|rules}  {by}  {at}  {note}",
  },
  approved: { zh: "（{by}批准）", en: " (approved by {by})" },
  none: { zh: "没有草案", en: "no drafts" },
  drafted: { zh: "待批准", en: "drafted" },
  "state-approved": { zh: "已批准", en: "approved" },
  rejected: { zh: "已驳回", en: "rejected" },
  activated: { zh: "已启用", en: "activated" },
} as const satisfies Texts;
