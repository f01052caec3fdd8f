/** How the city is run: everyday, holiday, a major event, an emergency. Rules may have other limits and delays in each. */
export const modes = {
  daily: { zh: "日常", en: "daily" },
  holiday: { zh: "节假日", en: "holiday" },
  "major-event": { zh: "重大任务", en: "major event" },
  emergency: { zh: "应急", en: "emergency" },
} as const;

export type Mode = keyof typeof modes;

export const modeNames = Object.keys(modes) as readonly Mode[];
