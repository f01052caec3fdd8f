import type { Texts } from "../../fill.ts";

/** `guanlan warning`. */
export const warningCommandTexts = {
  help: { zh: "预警：审批、发布、解除，在运行中的感知中枢上", en: "warnings: approve, issue, lift, on a running hub" },
  "help-list": { zh: "列出预警，新的在前", en: "warnings, newest first" },
  "help-state": { zh: "状态，以逗号分隔", en: "states, with commas between" },
  "help-in-force": { zh: "只列已发布且未结束的", en: "those told to the public and not over" },
  "help-open": { zh: "只列未结束的，含草稿", en: "those not over, drafts among them" },
  "help-limit": { zh: "最多行数", en: "most rows" },
  "help-show": {
    zh: "一个预警的内容、依据、已发布的信息和可做的事",
    en: "one warning: words, reasons, messages, what may be done",
  },
  "help-draft": { zh: "手工起草，用于传感器看不到的险情", en: "draft by hand, for what no gauge sees" },
  "help-hazard": { zh: "险情类别", en: "hazard" },
  "help-area": { zh: "区域代码", en: "code of the area" },
  "help-level": { zh: "等级", en: "level" },
  "help-exercise": { zh: "演练", en: "one of a drill" },
  "help-approve": { zh: "审批草稿或升级", en: "approve the draft, or the level that is proposed" },
  "help-issue": { zh: "发布", en: "issue it" },
  "help-withdraw": { zh: "撤回草稿，或不同意升级", en: "reject the draft, or the level that is proposed" },
  "help-lift": { zh: "解除", en: "lift it" },
  "help-reason": { zh: "原因", en: "why" },
  "help-revision": {
    zh: "所见的版本号；已被他人改动则不执行",
    en: "the revision you have seen; nothing is done where others changed it",
  },
  "help-cap": { zh: "打印已发布的 CAP 报文", en: "print a CAP message as it was issued" },
  "help-cap-revision": { zh: "哪一版；缺省为最新", en: "of which revision; the newest where left out" },
  none: { zh: "没有预警", en: "no warnings" },
  line: {
    zh: "{id}  第 {revision} 版  {state}  {level}  {title}{marks}",
    en: "{id}  revision {revision}  {state}  {level}  {title}{marks}",
  },
  marks: { zh: "（{marks}）", en: " ({marks})" },
  "mark-exercise": { zh: "演练", en: "exercise" },
  "mark-proposal": { zh: "升为{level}待审批", en: "{level} waits for approval" },
  "mark-escalated": { zh: "逾时无人处理", en: "nobody has decided in time" },
  "mark-expires": { zh: "{at} 到期", en: "expires {at}" },
  impact: { zh: "  影响  {impact}", en: "  impact   {impact}" },
  advice: { zh: "  处置  {advice}", en: "  advice   {advice}" },
  support: {
    zh: "  依据  {at}  {station}  {value} {unit}，限值 {limit} {unit}（{level}，{rule}）",
    en: "  reason   {at}  {station}  {value} {unit}, limit {limit} {unit} ({level}, {rule})",
  },
  bulletin: {
    zh: "  信息  {sentAt}  {kind}  第 {revision} 版",
    en: "  message  {sentAt}  {kind}  revision {revision}",
  },
  "move-allowed": { zh: "  可以{name}", en: "  may be done: {name}" },
  "move-refused": { zh: "  不可{name}：{reason}", en: "  may not: {name}. {reason}" },
} as const satisfies Texts;

/** `guanlan response`. */
export const responseCommandTexts = {
  help: {
    zh: "应急响应：记录指挥部的决定，在运行中的感知中枢上",
    en: "emergency responses: write down what the headquarters decides, on a running hub",
  },
  "help-list": { zh: "列出应急响应", en: "emergency responses" },
  "help-all": { zh: "也列已终止的", en: "those that are terminated too" },
  "help-start": { zh: "启动", en: "it was started" },
  "help-adjust": { zh: "调整等级或依据", en: "its level or what it rests on was changed" },
  "help-terminate": { zh: "终止", en: "it was terminated" },
  "help-area": { zh: "区域代码", en: "code of the area" },
  "help-reason": { zh: "原因", en: "why" },
  "help-level": { zh: "等级，IV 最低", en: "level, IV the lowest" },
  "help-warning": { zh: "所依据的预警编号", en: "warnings that it rests on" },
  none: { zh: "没有应急响应", en: "no emergency response" },
  active: { zh: "响应中", en: "active" },
  terminated: { zh: "已终止", en: "terminated" },
  line: { zh: "{id}  {area}  {level}  {state}", en: "{id}  {area}  {level}  {state}" },
  change: { zh: "  {at}  {by} {move}{level}：{reason}", en: "  {at}  {by}: {move} {level}, {reason}" },
} as const satisfies Texts;
