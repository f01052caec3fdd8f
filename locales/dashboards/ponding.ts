import type { Texts } from "../fill.ts";

/** Ponding places. */
export const pondingBoardTexts = {
  title: { zh: "积水点", en: "Ponding places" },
  why: { zh: "下穿道路、隧道与易积水路段。", en: "Underpasses, tunnels and low roads." },
  depth: { zh: "积水深度", en: "Water depth" },
  now: { zh: "当前积水", en: "Water now" },
  "now-why": {
    zh: "只有状态正常的监测项才有当前水深；未知不等于无水。",
    en: "Only a live gauge has a depth now; unknown is never dry.",
  },
  sump: { zh: "泵站集水池水深", en: "Depth in pump station sumps" },
} as const satisfies Texts;
