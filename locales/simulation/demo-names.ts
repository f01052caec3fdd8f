/**
 * Names of the demonstration's tokens. A name is kept as it is wherever somebody acts, and read by people of either language: each
 * holds both.
 */
export const demoCallerNames = {
  reader: "演示 demonstration",
  unit: "演示责任单位 demo unit",
  "duty-officer": "演示值班员 demo officer",
  commander: "演示指挥员 demo commander",
} as const;

/** Whoever started the demonstration, by the name that stands beside what is done in its console. */
export const demoNewcomer = "演示来宾 demo guest";
