import type { Texts } from "./fill.ts";

/** Why the water of a city cannot be simulated. */
export const simulatedWaterTexts = {
  "event-misplaced": {
    zh: "无法在“{station}”发生 {event}：须为可发生此事的模拟站点，实为其他类型或不存在；请改用相应类型的站点",
    en: "Cannot let {event} happen at {station}: wanted a simulated station of the kind that it can happen to, got another or none; name another",
  },
  "step-invalid": {
    zh: "无法模拟水情：步长须能整除 {wanted} 秒，实为 {got} 秒；请改用 10 秒等",
    en: "Cannot simulate water: wanted a step that divides {wanted} s, got {got} s; use 10 s, for one",
  },
} as const satisfies Texts;
