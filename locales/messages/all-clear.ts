import type { Hazard } from "../../domain/city/hazard.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/**
 * All clear, hazard by hazard: what to check before anything that was closed is opened again. Never what to do at the
 * height, and no more than the hub knows: alarms are over, whatever made them.
 */
export const allClearTexts = {
  waterlogging: {
    zh: "积水报警已全部解除，道路先不要放行：现场确认路面无积水淤泥、井盖齐全、无滞留人员车辆、排水照明正常，由责任单位解除管控。",
    en: "All water alarms here are over; keep the road shut until somebody has checked it: no water or mud, all manhole covers in place, nobody and no vehicle left behind, drains and lights working. The responsible unit then lifts the closure.",
  },
  "river-flood": {
    zh: "洪水报警已全部解除，沿河管控先不要撤：现场确认堤防无险情、低桥和亲水平台安全、上游无后续来水，再安排人员返回。",
    en: "All flood alarms here are over; keep closures along the river until checked: dikes sound, low bridges and waterside platforms safe, no more water coming from upstream. Only then let people back.",
  },
  rainstorm: {
    zh: "暴雨报警已全部解除，积水和河道涨水可能滞后：继续查看易积水点和河道水位，逐点确认正常再撤岗。",
    en: "All rain alarms here are over; water on roads and in rivers may still rise: keep watching them, and stand crews down place by place once each is sound.",
  },
  "toxic-gas": {
    zh: "有害气体报警已全部解除，仍禁止下井：持续通风，便携仪器复测合格并查明来源，下井须办有限空间作业审批。",
    en: "All toxic gas alarms here are over; still nobody goes down: keep airing, measure again with a portable instrument and find the source. Entry needs a confined-space permit.",
  },
  "combustible-gas": {
    zh: "可燃气体报警已全部解除，仍禁止明火：查清泄漏点，井内、相邻井和地下室复测合格，由燃气单位确认后撤除警戒。",
    en: "All combustible gas alarms here are over; still no open flame: find the leak, measure again here and in manholes and cellars nearby. The gas company then lifts the cordon.",
  },
  "oxygen-deficiency": {
    zh: "缺氧报警已全部解除，仍禁止直接下井：继续通风，复测氧含量和有害气体，下井须办有限空间作业审批。",
    en: "All oxygen alarms here are over; still nobody goes straight down: keep airing, measure oxygen and gas again. Entry needs a confined-space permit.",
  },
  "electric-leakage": {
    zh: "漏电报警已全部解除，先不要送电：电工查明漏点、绝缘检测合格、周边积水不带电，再恢复供电。",
    en: "All leakage alarms here are over; keep the power off: an electrician finds the fault, tests the insulation and makes sure that no water nearby is live. Only then switch on.",
  },
  "dam-failure": {
    zh: "坝体报警已全部解除，下游管控先不要撤：查验坝袋、锚固和充排水设备，核对上下游水位，确认安全再恢复。",
    en: "All dam alarms here are over; keep people off the river downstream: inspect bladder, anchors and pumps, compare the water above and below. Reopen once it is safe.",
  },
  "pump-failure": {
    zh: "泵站报警已全部解除，移动泵车先不要撤：确认运行泵和备用泵正常、供电可靠、所排道路无积水。",
    en: "All alarms of the pump station are over; keep mobile pumps there until checked: duty and spare pump run, power is sound, no water on the roads that it drains.",
  },
  "low-water": {
    zh: "枯水报警已全部解除：核对上游下泄和取水口情况，确认流量稳定后再恢复取水。",
    en: "All low-water alarms here are over: look at releases and intakes upstream, and take water again once the flow is steady.",
  },
  "blind-spot": {
    zh: "监测类报警已全部解除，不代表现场安全：先看当前读数和视频，并核对中断期间的情况。",
    en: "It can be seen again, which does not mean that the place is safe: look at the readings and the camera now, and find out what happened in between.",
  },
} as const satisfies Readonly<Record<Hazard, BilingualText>>;

/** What to do where an alarm ended for another reason than that the danger is over. */
export const endedTexts = {
  "rule-removed": {
    zh: "险情是否解除未知：请人工核实现场情况，并核对规则为何撤销。",
    en: "Whether the danger is over is not known: look on the spot, and find out why the rule was removed.",
  },
} as const satisfies Texts;
