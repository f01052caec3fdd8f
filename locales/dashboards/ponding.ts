import type { Texts } from "../fill.ts";

/** Ponding places. */
export const pondingBoardTexts = {
  title: { zh: "积水点", en: "Ponding places" },
  why: { zh: "下穿道路、隧道与易积水路段。", en: "Underpasses, tunnels and low roads." },
  depth: { zh: "积水深度", en: "Water depth" },
  now: { zh: "当前积水", en: "Water now" },
  "now-why": {
    zh: "先看观测时间：很久以前的 0 不代表现在没有水。",
    en: "Look at the time first: a nought of long ago says nothing of now.",
  },
  sump: { zh: "泵站集水池水深", en: "Depth in pump station sumps" },
} as const satisfies Texts;
