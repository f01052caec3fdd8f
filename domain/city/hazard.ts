/** What can harm people: the kind of danger an alarm, a case and a warning are about. */
export const hazards = {
  waterlogging: { zh: "积水内涝", en: "waterlogging" },
  "river-flood": { zh: "河道洪水", en: "river flood" },
  rainstorm: { zh: "暴雨", en: "rainstorm" },
  "toxic-gas": { zh: "有毒有害气体", en: "toxic gas" },
  "combustible-gas": { zh: "可燃气体", en: "combustible gas" },
  "oxygen-deficiency": { zh: "缺氧", en: "oxygen deficiency" },
  "electric-leakage": { zh: "漏电", en: "electric leakage" },
  "dam-failure": { zh: "坝体险情", en: "dam failure" },
  "pump-failure": { zh: "泵站故障", en: "pump failure" },
  "blind-spot": { zh: "监测盲区", en: "blind spot" },
} as const;

export type Hazard = keyof typeof hazards;

export const hazardNames = Object.keys(hazards) as readonly Hazard[];
