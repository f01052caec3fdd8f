import type { Texts } from "../fill.ts";

/** Lines of the demonstration; those of events by the type of the event. */
export const demoTexts = {
  readings: {
    zh: "读数 {stored} 个已入库（{messages} 条消息，拒收 {rejected}）   最深积水 {depth}   未结案件 {cases}   预警 {warnings}（其中已发布 {issued}）   已推送 {webhooks}",
    en: "readings {stored} kept ({messages} {messages|message|messages}, {rejected} refused)   deepest water {depth}   open cases {cases}   warnings {warnings}, issued {issued}   webhooks {webhooks}",
  },
  squeezed: {
    zh: "模拟水情        时钟为真实时间，模拟的水按 {squeeze} 倍速流动；雨量站报的雨强为真，累计雨量按此缩小",
    en: "simulated water     by the clock of the machine, but the water goes by {squeeze} times as fast; rain has its true intensity, its sums are so much smaller",
  },
  yours: {
    zh: "您的测点        {station}无人模拟，由您上报；在另一个终端粘贴这一行，即上报一个读数：\n{command}",
    en: 'your own gauge      nobody simulates "{station}", you speak for it; paste this into a second terminal to publish a reading:\n{command}',
  },
  reading: {
    zh: "读数  {station}：{property}{amount}，已入库，质量标记 {flag}",
    en: "READING   {station}: {property} {amount}, kept, quality flag {flag}",
  },
  alarm: { zh: "报警  {words}", en: "ALARM     {words}" },
  "case.opened": { zh: "上报  {words}", en: "CASE      opened   {words}" },
  "case.updated": { zh: "案件  {words}", en: "CASE      updated  {words}" },
  /** A line of a case that does not name its place by itself. */
  "case.moved": { zh: "案件  {title}：{words}", en: "CASE      {title}: {words}" },
  "case.closed": { zh: "结案  {words}", en: "CASE      closed   {words}" },
  "call.requested": { zh: "叫应  {words}", en: "CALL      {words}" },
  "warning.drafted": { zh: "预警  已起草  {words}（{level}）", en: "WARNING   drafted  {words}, {level}" },
  "warning.issued": { zh: "预警  已发布  {words}（{level}）", en: "WARNING   issued   {words}, {level}" },
  "warning.updated": { zh: "预警  已变更  {words}（{level}）", en: "WARNING   updated  {words}, {level}" },
  "warning.lifted": { zh: "预警  已解除  {words}", en: "WARNING   lifted   {words}" },
  "warning.proposed": {
    zh: "预警  待审批  {words}：拟升为{level}",
    en: "WARNING   proposed {words}: up to {level}, to be approved",
  },
  "warning.approved": { zh: "预警  已审批  {words}（{level}）", en: "WARNING   approved {words}, {level}" },
  "warning.expired": { zh: "预警  已到期  {words}", en: "WARNING   expired  {words}" },
  "warning.withdrawn": { zh: "预警  已撤回  {words}", en: "WARNING   withdrawn {words}" },
  "response.changed": { zh: "响应  {words}", en: "RESPONSE  {words}" },
  "port-taken": {
    zh: "无法启动演示派遣平台：{host}:{port} 须空闲，实际 {got}。停止占用它的程序，或改 hub.demo.dispatchPort 与城市 endpoints.yaml 中的 url。",
    en: "Cannot start the demonstration dispatch platform as {host}:{port} must be free: got {got}. Stop what uses it, or set hub.demo.dispatchPort and the url in the city's endpoints.yaml.",
  },
  "no-listener": {
    zh: "无法启动模拟设备：须有不用 TLS 的接入端，实为 {got}；请启用 broker.tcp",
    en: "Cannot start simulated devices: wanted a listener without TLS, got {got}; enable broker.tcp",
  },
  webhook: {
    zh: "推送  派遣平台已验签收到 {type}（{id}）；此后同类只计数",
    en: "WEBHOOK   dispatch platform received {type}, signature good ({id}); more of this type are only counted",
  },
  act: { zh: "应答  {who}：{act}（{about}）", en: "ANSWER    {who}: {act} ({about})" },
  "act-refused": {
    zh: "应答  {who}：{act}，未生效（HTTP {status}；{about}）",
    en: "ANSWER    {who}: {act}, without effect (HTTP {status}; {about})",
  },
  "act-late": {
    zh: "应答  {who}：{act}，此前已有他人办理，无须再办（{about}）",
    en: "ANSWER    {who}: {act}, no longer needed, others were first ({about})",
  },
} as const satisfies Texts;

/** Who answers in the demonstration. */
export const demoPartNames = {
  unit: { zh: "责任单位", en: "responsible unit" },
  "duty-officer": { zh: "值班员", en: "duty officer" },
  commander: { zh: "指挥员", en: "commander" },
} as const satisfies Texts;

/** What they do. */
export const demoActNames = {
  accept: { zh: "接受派遣", en: "takes the case on" },
  refuse: { zh: "退回，非本单位职责", en: "gives the case back as not its own" },
  feedback: { zh: "反馈处置情况，附照片", en: "says what was done, with a photo" },
  verified: { zh: "现场核实", en: "has looked again" },
  answer: { zh: "应答叫应", en: "answers the call" },
  dispatch: { zh: "改派下一单位", en: "gives the case to the next unit" },
  approve: { zh: "审批预警", en: "approves the warning" },
  issue: { zh: "发布预警", en: "issues the warning" },
} as const satisfies Texts;

/** What the units of the demonstration write: by hazard what was done, and else. */
export const demoWorkTexts = {
  done: { zh: "已到场处置完毕", en: "Dealt with on the spot" },
  waterlogging: { zh: "已封路设牌，两台水泵抽排", en: "Road closed off, two pumps at work" },
  "river-flood": { zh: "已加强巡堤，亲水平台已关闭", en: "Dikes patrolled, waterside platforms closed" },
  "electric-leakage": { zh: "已断电并查明漏电点，绝缘已修复", en: "Supply cut, leak found and insulated" },
  "dam-failure": { zh: "下游已清场，坝袋已检查", en: "Nobody left downstream, bladder checked" },
  "toxic-gas": { zh: "井口已围挡，强制通风", en: "Manhole fenced off, air forced in" },
  "combustible-gas": { zh: "已查漏堵漏并通风", en: "Leak found and stopped, aired" },
  "not-ours": { zh: "该路段不属我单位养护", en: "This stretch of road is not ours to keep" },
  verified: { zh: "现场复核，险情已消除", en: "Looked again, hazard is over" },
} as const satisfies Texts;
