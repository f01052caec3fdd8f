import type { Texts } from "../fill.ts";

/** The guided look of two minutes. */
export const guideTexts = {
  title: { zh: "两分钟看一遍", en: "A look of two minutes" },
  step: { zh: "{at} / {all}", en: "{at} of {all}" },
  next: { zh: "下一步", en: "Next" },
  back: { zh: "上一步", en: "Back" },
  leave: { zh: "离开", en: "Leave" },
  end: { zh: "开始值班", en: "Begin" },
  "storm-title": { zh: "一场暴雨正在模拟中", en: "A storm is being simulated" },
  storm: {
    zh: "您已用一次性链接登录演示账号。雨从现在起落下：几分钟内隧道会积水，报警、派遣、反馈都由模拟的人来办，您也可以抢先。",
    en: "The link that is good once has signed you in with an account of the demonstration. Rain falls from now on: within minutes a tunnel floods; simulated people dispatch and answer, and you may be quicker.",
  },
  "figures-title": { zh: "先看这几个数", en: "These figures first" },
  figures: {
    zh: "红色报警、未签收、超时。紫色是盲区：不知道的单独算，从不显示为正常。这里没有绿色。",
    en: "Red alarms, unacknowledged, overdue. Purple is what nobody knows: it is counted apart and never shown as normal. Nothing here is green.",
  },
  "queue-title": { zh: "待办按到期排序", en: "What to do, by what is due" },
  queue: {
    zh: "最上面的最先到期，右边是剩余时间。按 A 签收选中的一件，按回车打开，[ 和 ] 换一件。",
    en: "What is due first is on top, with the time left at its right. A acknowledges the chosen case, Enter opens it, [ and ] go to another.",
  },
  "map-title": { zh: "最重的在地图上最显眼", en: "The worst stands out on the map" },
  map: {
    zh: "形状和颜色都分级：红三角、橙方块、黄菱形、蓝圆、未知虚线圈。按 N 走到下一处报警；按 V 换成表格。点任何一处看读数、涨势和预报。",
    en: "Levels differ in shape and colour: red triangle, orange square, yellow diamond, blue circle, dashed ring for unknown. N walks to the next alarm, V shows a table. Press any place for its reading, rise and forecast.",
  },
  "time-title": { zh: "过去 24 小时", en: "The last 24 hours" },
  time: {
    zh: "柱子是面雨量。J 和 K 前后移 15 分钟，P 回放，L 回到实时。看过去时整页写明是过去，什么也办不了。",
    en: "Bars are rain over the city. J and K go 15 minutes back and on, P replays, L comes back to live. The past is marked as past everywhere, and nothing can be done about it.",
  },
  "live-title": { zh: "画面是不是现在的", en: "Whether the picture is of now" },
  live: {
    zh: "这里写着多久以前。断线 5 秒后整页变灰，写明画面停在几点，预报收起，计数变成问号；这时签收会排队，连上后才生效。",
    en: "This says how old it is. Five seconds without word turn the page grey: it says of what time the picture is, forecasts go, counts become question marks. An acknowledgement then waits until the connection is back.",
  },
  "sound-title": { zh: "听不听得到", en: "Whether it is heard" },
  sound: {
    zh: "红色报警每 60 秒响一次，直到有人签收。M 静音两分钟，红色不能静更久。声音断了会告诉您。",
    en: "A red alarm sounds every 60 seconds until somebody acknowledges it. M mutes for two minutes, red never for longer. You are told when the sound is lost.",
  },
  "keys-title": { zh: "一切都有键", en: "There is a key for everything" },
  keys: {
    zh: "? 列出此处所有的键，/ 查找站点与案件（拼音首字母也行），G 再按字母换页。随时按大写 H 重看这一遍。",
    en: "? lists every key that works here, / finds places and cases, g and a letter go to a screen. Press capital H to take this look again.",
  },
  open: { zh: "两分钟导览", en: "Guided look" },
} as const satisfies Texts;
