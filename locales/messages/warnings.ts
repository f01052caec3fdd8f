import type { Texts } from "../fill.ts";

/** What a warning is called, and what is sent of it. */
export const warningTexts = {
  title: { zh: "{area}{hazard}预警", en: "{area}: {hazard} warning" },
  "level-lower": {
    zh: "预警等级已降为{level}，按{level}等级处置，现场管控未经确认不得解除。",
    en: "The warning is {level} now: act on that level; open nothing that was closed off before it has been checked on the spot.",
  },
  "cases-open": {
    zh: "尚有 {count} 起案件未结，险情可能仍在：按各案件处置，现场管控不得随预警解除。",
    en: "{count} {count|case is|cases are} still open and the danger may still be there: act on each of them; what is closed off stays closed.",
  },
  drafted: {
    zh: "{area}：{hazard}{level}预警已起草，待签发。{advice}",
    en: "{area}: {level} {hazard} warning drafted, to be issued. {advice}",
  },
  issued: { zh: "{area}：发布{hazard}{level}预警。{advice}", en: "{area}: {level} {hazard} warning issued. {advice}" },
  "raised.draft": {
    zh: "{area}：{hazard}预警草稿由{from}升为{level}，待签发。{advice}",
    en: "{area}: draft {hazard} warning up from {from} to {level}, to be issued. {advice}",
  },
  "lowered.draft": {
    zh: "{area}：{hazard}预警草稿由{from}降为{level}，待签发。{advice}",
    en: "{area}: draft {hazard} warning down from {from} to {level}, to be issued. {advice}",
  },
  raised: {
    zh: "{area}：{hazard}预警由{from}升为{level}。{advice}",
    en: "{area}: {hazard} warning up from {from} to {level}. {advice}",
  },
  lowered: {
    zh: "{area}：{hazard}预警由{from}降为{level}。{advice}",
    en: "{area}: {hazard} warning down from {from} to {level}. {advice}",
  },
  "confirmed.draft": {
    zh: "{area}：实时读数证实{live}，{hazard}{level}预警草稿待签发。{advice}",
    en: "{area}: live readings confirm {live}, draft {level} {hazard} warning to be issued. {advice}",
  },
  confirmed: {
    zh: "{area}：实时读数证实{live}，{hazard}预警仍为{level}。{advice}",
    en: "{area}: live readings confirm {live}, the {hazard} warning stays {level}. {advice}",
  },
  lifted: {
    zh: "{area}：解除{hazard}预警（最高{peak}）。{advice}",
    en: "{area}: {hazard} warning lifted (worst level {peak}). {advice}",
  },
  "lifted.draft": {
    zh: "{area}：{hazard}预警草稿撤销，未曾发布（最高{peak}）。{advice}",
    en: "{area}: draft {hazard} warning withdrawn, it was never issued (worst level {peak}). {advice}",
  },
  approved: {
    zh: "{area}：{by} 已审批{hazard}{level}预警，待发布。{advice}",
    en: "{area}: {level} {hazard} warning approved by {by}, to be issued. {advice}",
  },
  "approved.proposal": {
    zh: "{area}：{by} 同意将{hazard}预警升为{wanted}，须另一人审批，现仍为{level}。{advice}",
    en: "{area}: {by} has approved raising the {hazard} warning to {wanted}; another person has to approve it too, it stays {level} until then. {advice}",
  },
  "edited.draft": {
    zh: "{area}：{hazard}{level}预警草稿已修改，待签发。{advice}",
    en: "{area}: draft {level} {hazard} warning edited, to be issued. {advice}",
  },
  edited: {
    zh: "{area}：{hazard}{level}预警内容更新。{advice}",
    en: "{area}: {level} {hazard} warning updated. {advice}",
  },
  proposed: {
    zh: "{area}：案件已达{wanted}，{hazard}预警现为{level}，升级待审批。{advice}",
    en: "{area}: cases have reached {wanted} while the {hazard} warning is {level}; raising it waits for approval. {advice}",
  },
  "proposal-gone": {
    zh: "{area}：案件不再高于{level}，{hazard}预警维持{level}，无需升级。{advice}",
    en: "{area}: cases are no longer above {level}; the {hazard} warning stays {level}. {advice}",
  },
  "withdrawn.proposal": {
    zh: "{area}：{by} 不同意将{hazard}预警升为{wanted}，仍为{level}，原因：{reason}。{advice}",
    en: "{area}: {by} does not raise the {hazard} warning to {wanted}, it stays {level}, reason: {reason}. {advice}",
  },
  withdrawn: {
    zh: "{area}：{by} 撤回{hazard}{level}预警草稿，未曾发布，原因：{reason}。",
    en: "{area}: draft {level} {hazard} warning withdrawn by {by}, it was never issued, reason: {reason}.",
  },
  escalated: {
    zh: "{area}：{hazard}{level}预警逾时无人处理，请立即审批或撤回。{advice}",
    en: "{area}: nobody has decided on the {level} {hazard} warning in time; approve or withdraw it now. {advice}",
  },
  "issued.by-rule": {
    zh: "{area}：逾时无人处理，按预警制度自动发布{hazard}{level}预警。{advice}",
    en: "{area}: {level} {hazard} warning issued by standing order, as nobody had decided in time. {advice}",
  },
  "raised.by-rule": {
    zh: "{area}：逾时无人处理，按预警制度将{hazard}预警由{from}升为{level}。{advice}",
    en: "{area}: {hazard} warning raised from {from} to {level} by standing order, as nobody had decided in time. {advice}",
  },
  renewed: {
    zh: "{area}：险情仍在，{hazard}{level}预警延续。{advice}",
    en: "{area}: the danger is still there, the {level} {hazard} warning goes on. {advice}",
  },
  expired: {
    zh: "{area}：{hazard}{level}预警到期失效；不代表现场安全，请核实。",
    en: "{area}: the {level} {hazard} warning has expired; that does not mean the place is safe, check on the spot.",
  },
  "over-advice": {
    zh: "预警解除不代表各处均已安全：仍在管控的地点请勿进入，服从现场指挥，关注后续信息。",
    en: "That the warning is over does not make every place safe: keep out of what is still closed off, follow those in charge on the spot, and watch for further notices.",
  },
  "no-advice": {
    zh: "请关注后续信息，远离危险区域，服从现场指挥。",
    en: "Watch for further notices, keep away from the danger, and follow those in charge on the spot.",
  },
  "lifted.by-person": {
    zh: "{area}：{by} 解除{hazard}预警（最高{peak}），原因：{reason}。{advice}",
    en: "{area}: {hazard} warning lifted by {by} (worst level {peak}), reason: {reason}. {advice}",
  },
} as const satisfies Texts;

/** Why an action on a warning has no effect. */
export const warningRefusals = {
  "not-open": {
    zh: "无法处理预警：预警须未解除，而 {id} 已解除或不存在。请刷新预警列表。",
    en: "Cannot act on the warning as it must not be lifted: got {id}, which is lifted or unknown. Load the list of warnings again.",
  },
  "by-cases": { zh: "案件或预警制度", en: "its cases or the standing order" },
  "changed-since": {
    zh: "无法处理预警 {id}：所见须为最新版本，所见为第 {wanted} 版，现为第 {revision} 版，最近由 {by} 改动。请刷新后再操作。",
    en: "Cannot act on warning {id} as it has moved on: wanted its newest revision, got {wanted} while it is at {revision}, last changed by {by}. Load it again.",
  },
  "part-not-allowed": {
    zh: "无法{step}预警 {id}：现行模式下{level}预警须由 {allowed} {step}，而来者不在其列。请其办理。",
    en: "Cannot {step} warning {id}: at {level} it wants {allowed} in the present mode to {step} it, got somebody else. Ask them.",
  },
  "second-person": {
    zh: "无法处理预警 {id}：须由两人把关，而起草、提出或审批的已是 {by}。请另一人办理。",
    en: "Cannot act on warning {id}: two persons must stand behind it, got {by} who has written, proposed or approved it already. Let another person do it.",
  },
  "not-approved": {
    zh: "无法发布预警 {id}：{level}预警须先审批，而尚未审批。请 {allowed} 审批。",
    en: "Cannot issue warning {id}: at {level} it must be approved first, got no approval. Ask {allowed} to approve it.",
  },
  "nothing-to-approve": {
    zh: "无法审批预警 {id}：须有待审批的草稿或升级，而没有。无需再次审批。",
    en: "Cannot approve warning {id}: wanted a draft or a proposed level that waits for it, got none. There is nothing left to do.",
  },
  "nothing-to-withdraw": {
    zh: "无法撤回预警 {id}：须为草稿或待审批的升级，而预警已发布。要结束请解除。",
    en: "Cannot withdraw warning {id}: wanted a draft or a proposed level, got one in force. Lift it to end it.",
  },
  "below-cases": {
    zh: "无法将预警 {id} 定为{level}：不得低于其未结案件的等级。请先处置案件，或修改文字。",
    en: "Cannot set warning {id} to {level}: wanted a level no milder than its open cases. Act on the cases first, or edit the words.",
  },
  "already-open": {
    zh: "无法新建预警：同一区域同一险情只能有一个未结预警，而已有 {id}。请修改它。",
    en: "Cannot draft the warning: wanted one at most for an area and hazard, got {id} there already. Edit that one.",
  },
  "unknown-area": {
    zh: "无法新建预警：区域须为本城市的区域，而 {code} 不是。见 /api/v1/city。",
    en: "Cannot draft the warning: wanted an area of this city, got {code}. See /api/v1/city.",
  },
  "not-a-draft": {
    zh: "无法发布预警：预警须为草稿，而 {id} 已由 {by} 发布。无需再次发布。",
    en: "Cannot issue the warning as it must be a draft: got {id}, issued by {by}. There is nothing left to do.",
  },
} as const satisfies Texts;
