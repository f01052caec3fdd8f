import type { Texts } from "../fill.ts";

/** Why a drill was not started or ended. */
export const drillRefusals = {
  "not-running": {
    zh: "无法结束演练 {id}：没有正在进行的这一演练；可先列出演练",
    en: "Cannot end drill {id} as no drill of that name is under way; list the drills first",
  },
  exists: {
    zh: "无法开始演练 {id}：该编号已用过，请另取编号",
    en: "Cannot start drill {id} as there was one of that name before; choose another",
  },
  over: { zh: "无法开始演练：结束时间应在现在之后", en: "Cannot start the drill as its end must lie ahead" },
  "without-stations": {
    zh: "无法在 {areas} 开始演练：区域内没有演练站点（stations.yaml 中 isExercise: true）",
    en: "Cannot start a drill in {areas} as no station there is for drills (isExercise: true in stations.yaml)",
  },
} as const satisfies Texts;
