/** What a rule file says of the depth of ponding places, blue from 0.2 m on where nothing else is asked for. */
export function depthRule(
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    id,
    hazard: "waterlogging",
    title: { zh: "积水", en: "water" },
    advice: { zh: "巡查", en: "patrol" },
    source: "a test",
    applies: { kind: "waterlogging", property: "depth" },
    condition: { kind: "threshold" },
    unit: "m",
    levels: { blue: { raise: 0.2 } },
    ...changes,
  };
}
