import type { WarningState } from "../../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What people do about a warning, as the field calls it. */
export const moveNames = {
  edit: { zh: "修改", en: "edit" },
  approve: { zh: "审批", en: "approve" },
  issue: { zh: "发布", en: "issue" },
  withdraw: { zh: "撤回", en: "withdraw" },
  lift: { zh: "解除", en: "lift" },
} as const satisfies Texts;

/** Where a warning stands. */
export const warningStateNames = {
  draft: { zh: "草稿", en: "draft" },
  approved: { zh: "已审批", en: "approved" },
  issued: { zh: "已发布", en: "issued" },
  updated: { zh: "已更新", en: "updated" },
  lifted: { zh: "已解除", en: "lifted" },
  expired: { zh: "已到期", en: "expired" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
} as const satisfies Readonly<Record<WarningState, BilingualText>>;

/** How boards show a warning. */
export const boardTexts = {
  draft: { zh: "草稿：{title}", en: "Draft: {title}" },
} as const satisfies Texts;

/** Parts in which people act. */
export const partNames = {
  "duty-officer": { zh: "值班员", en: "duty officer" },
  commander: { zh: "指挥员", en: "commander" },
  platform: { zh: "派遣平台", en: "dispatch platform" },
  unit: { zh: "责任单位", en: "responsible unit" },
  rule: { zh: "预警制度", en: "standing order" },
} as const satisfies Texts;
