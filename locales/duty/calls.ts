import type { SkipReason } from "../../domain/duty/call.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What calls say on timelines and to those who are called. */
export const callTexts = {
  called: {
    zh: "第{rung}级叫应：呼叫 {name}（{channel}），{within}内应答",
    en: "rung {rung}: called {name} ({channel}), to answer within {within}",
  },
  missed: { zh: "{name} 未应答（{channel}）", en: "{name} did not answer ({channel})" },
  skipped: { zh: "第{rung}级叫应跳过{who}：{reason}", en: "rung {rung} skipped{who}: {reason}" },
  who: { zh: " {name}", en: " {name}" },
  "who-by": { zh: " {name}（{channel}）", en: " {name} ({channel})" },
  nobody: { zh: "", en: "" },
  unanswered: {
    zh: "叫应至顶，无人应答（第{round}轮），继续呼叫",
    en: "nobody has answered up to the top of the ladder (round {round}), calling goes on",
  },
  "unanswered-over": {
    zh: "叫应至顶，无人应答（第{round}轮），不再呼叫：请电话通知",
    en: "nobody has answered up to the top of the ladder (round {round}), nobody is called any more: phone them",
  },
  "hazard-over": {
    zh: "险情已解除，停止叫应（无人应答）",
    en: "the hazard is over: nobody is called any more, nobody has answered",
  },
  "level-fell": {
    zh: "案件已降级，该等级不叫应：停止叫应（无人应答）",
    en: "the case has fallen to a level that nobody is called about: calling ends, nobody has answered",
  },
  "requested-title": { zh: "请 {name} 应答：{title}", en: "{name}, please answer: {title}" },
  "requested-message": {
    zh: "请 {name} 在 {until} 前应答。{title}。{advice}",
    en: "{name}, please answer by {until}. {title}. {advice}",
  },
  "unanswered-title": { zh: "无人应答：{title}", en: "nobody answers: {title}" },
  "unanswered-message": { zh: "{title}。{line}。{phones}{advice}", en: "{title}. {line}. {phones}{advice}" },
  phones: { zh: "请电话通知：{list}。", en: "Phone them: {list}. " },
  phone: { zh: "{name} {phone}", en: "{name} {phone}" },
} as const satisfies Texts;

/** Why nobody was called. */
export const skipTexts = {
  "nobody-on-duty": { zh: "此刻无人值班", en: "nobody is on duty" },
  "no-channel": { zh: "没有可用的通知渠道", en: "no endpoint reaches the person" },
  "channel-down": { zh: "通知渠道不通", en: "the endpoint does not take events" },
  "no-drills": { zh: "通知渠道不接收演练", en: "the endpoint takes no drills" },
  escalated: { zh: "案件升级，重新叫应", en: "the case is graver now and calling begins anew" },
  "answered-elsewhere": { zh: "已有人应答", en: "somebody has answered already" },
  "hazard-over": { zh: "险情已解除", en: "the hazard is over" },
  "level-fell": { zh: "案件已降级，该等级不叫应", en: "the case has fallen to a level that nobody is called about" },
  "case-over": { zh: "案件已结束", en: "the case is over" },
} as const satisfies Readonly<Record<SkipReason, BilingualText>>;

/** What is said where urgent events do not reach an endpoint. */
export const overdueTexts = {
  title: { zh: "紧急推送未送达 {endpoint}", en: "urgent events have not reached {endpoint}" },
  message: {
    zh: "紧急推送未送达 {endpoint}（{count} 条）。{phones}",
    en: "Urgent events have not reached {endpoint} ({count} of them). {phones}",
  },
  "nobody-to-phone": { zh: "请电话通知其人员。", en: "Tell its people by phone." },
  "resumed-title": { zh: "{endpoint} 恢复接收推送", en: "{endpoint} takes events again" },
} as const satisfies Texts;

/** Handing a post over. */
export const shiftTexts = {
  "handed-over": {
    zh: "{post}：{from} 交班给 {to}，待签收",
    en: "{post}: {from} hands over to {to}, who is yet to sign",
  },
  signed: { zh: "{post}：{to} 已签收交班单", en: "{post}: {to} has signed the sheet" },
} as const satisfies Texts;

/** Why an answer or a handover has no effect. */
export const callRefusals = {
  "not-waiting": {
    zh: "无法应答：该呼叫须仍待应答，而 {id} 的案件已有人应答、险情已解除、已降至不叫应的等级或已结束。无需再次应答。",
    en: "Cannot answer the call as its case must still wait for an answer: got {id}, which somebody has answered, or whose case is over, its hazard too, or at a level that nobody is called about. There is nothing left to do.",
  },
  "unknown-post": {
    zh: "无法交接班：岗位须在城市的 posts.yaml 中，而 {id} 不在。请改用其中之一：{posts}。",
    en: "Cannot hand over as the post must be one of the city's posts.yaml: got {id}. Name one of {posts}.",
  },
  "unknown-person": {
    zh: "无法交班：接班人须是该岗位的人员，而 {to} 不是。请改用其中之一：{people}。",
    en: "Cannot hand over as the one who takes over must be of the post: got {to}. Name one of {people}.",
  },
  "unknown-sheet": {
    zh: "无法签收交班单：须是该岗位最新的交班单，而 {id} 不是。请重新查看交接班。",
    en: "Cannot sign the sheet as it must be the post's newest: got {id}. Look at the handover again.",
  },
  "other-digest": {
    zh: "无法签收交班单：摘要须与交班单一致，而 {got} 不是。请重新阅读交班单后签收。",
    en: "Cannot sign the sheet as the digest must be that of the sheet: got {got}. Read the sheet again, then sign.",
  },
  "wrong-signer": {
    zh: "无法签收交班单：须由接班人 {to} 签收，而操作者是 {by}。请由 {to} 登录后签收。",
    en: "Cannot sign the sheet as {to}, who takes over, must: got {by}. Sign in as {to}.",
  },
} as const satisfies Texts;

/** What `guanlan check` says of rosters and ladders. */
export const dutyNoteTexts = {
  "nobody-on-duty": {
    zh: "岗位 {post} 今后两周有 {count} 段时间无人值班，首段 {from} 至 {to}",
    en: "nobody is on duty at post {post} for {count} {count|stretch|stretches} of the next two weeks, the first from {from} to {to}",
  },
  "no-channel": { zh: "没有通知渠道的人员：{people}", en: "no endpoint reaches {people}" },
  "no-drill-channel": {
    zh: "演练也叫应（callsInDrills）而没有接收演练的通知渠道（drills: true）的叫应：{ladders}",
    en: "ladders that call in drills (callsInDrills) while no endpoint of theirs takes drills (drills: true): {ladders}",
  },
  "no-ladder": { zh: "红色案件无人叫应的区域：{areas}", en: "nobody is called about red cases in {areas}" },
} as const satisfies Texts;
