import type { Hazard } from "../domain/city/hazard.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Texts } from "./fill.ts";

/**
 * All clear, hazard by hazard: what to check before anything that was closed is opened again. Never what to do at the
 * height of the danger.
 */
export const allClearTexts = {
  waterlogging: {
    zh: "积水已退，道路先不要放行：现场确认路面无积水淤泥、井盖齐全、无滞留人员车辆、排水照明正常后，由责任单位解除管控。",
    en: "The water is down, the road stays shut until checked: no water or mud left, all manhole covers in place, nobody and no vehicle left behind, drains and lights working. The responsible unit then lifts the closure.",
  },
  "river-flood": {
    zh: "水位已回落，管控先不要解除：现场确认堤防无险情、低桥和亲水平台可用、上游无后续来水后，再安排人员返回。",
    en: "The river is down, closures stay until checked: dikes sound, low bridges and waterside platforms safe, no more water coming from upstream. Only then let people back.",
  },
  rainstorm: {
    zh: "雨强已减弱，积水和河道涨水可能滞后：继续查看易积水点和河道水位，各点确认正常后再撤岗。",
    en: "The rain has eased, water on roads and in rivers may still rise: keep watching ponding places and rivers, and stand crews down only once each place is sound.",
  },
  "toxic-gas": {
    zh: "气体浓度已降，仍禁止下井：持续通风，用便携仪器复测合格并查明来源后，按有限空间作业审批执行。",
    en: "Gas has fallen, still nobody goes down: keep airing, measure again with a portable instrument, find the source, then follow the confined-space permit.",
  },
  "combustible-gas": {
    zh: "气体浓度已降，仍禁止明火：查清泄漏点，井内及相邻井、地下室复测合格后，由燃气单位确认解除警戒。",
    en: "Gas has fallen, still no open flame: find the leak, measure again here and in manholes and cellars nearby. The gas company then lifts the cordon.",
  },
  "oxygen-deficiency": {
    zh: "氧含量已恢复，仍禁止直接下井：继续通风，下井前复测氧含量和有害气体，按有限空间作业审批执行。",
    en: "Oxygen is back, still nobody goes straight down: keep airing, measure oxygen and gas again before entry, follow the confined-space permit.",
  },
  "electric-leakage": {
    zh: "漏电电流已降，先不要送电：由电工查明漏点、绝缘检测合格、周边无积水带电后，再恢复供电。",
    en: "Leakage has fallen, power stays off: an electrician finds the fault, tests the insulation and makes sure no water nearby is live. Only then switch on.",
  },
  "dam-failure": {
    zh: "水位变化已平稳，下游管控先不要解除：派人查验坝袋、锚固和充排水设备，确认安全后再恢复。",
    en: "The level has steadied, keep people off the river downstream: inspect bladder, anchors and pumps of the dam. Reopen once it is safe.",
  },
  "pump-failure": {
    zh: "集水池水位已降，先核对水泵：确认运行和备用泵正常、供电可靠、所排道路无积水后，再撤除移动泵车。",
    en: "The sump is down, check the pumps first: duty and spare pump run, power is sound, no water on the roads that it drains. Only then send mobile pumps away.",
  },
  "blind-spot": {
    zh: "监测已恢复，不代表现场安全：先看当前读数和视频，并核对中断期间的情况。",
    en: "It is seen again, which does not mean that the place is safe: look at the readings and the camera now, and find out what happened in between.",
  },
} as const satisfies Readonly<Record<Hazard, BilingualText>>;

/** What to do where an alarm ended for another reason than that the danger is over. */
export const endedTexts = {
  "rule-removed": {
    zh: "险情是否解除未知：请人工核实现场情况，并核对规则为何撤销。",
    en: "Whether the danger is over is not known: look on the spot, and find out why the rule was removed.",
  },
} as const satisfies Texts;
