import type { Chance } from "../chance.ts";
import type { DeviceDraft, DraftThresholds } from "../station-draft.ts";

/** Depths of the demonstration's four levels at a river of size 1, m; larger rivers run deeper. */
const demonstrationDepths = { demoBlue: 2.5, demoYellow: 3.2, demoOrange: 3.6, demoRed: 4 } as const;

/** A stage gauge, and a second device that measures how fast and how much. */
export function riverDevices(size: number, chance: Chance): readonly DeviceDraft[] {
  const factor = size * chance.between(0.9, 1.1);
  const expectedInterval = "5min";
  const datum = "local zero of the section, so the stage is a depth";
  const range = { min: 0, max: Math.ceil(6 * size) };
  const unit = chance.pick(["cm", "mm", "m"]);
  const flowUnit = chance.pick(["m3/s", "l/s"]);
  const thresholds = thresholdsOf(factor);
  return [
    { gauges: [{ name: "stage", property: "stage", unit, datum, range, expectedInterval, thresholds }] },
    {
      gauges: [
        { name: "flow", property: "flow", unit: flowUnit, range: { min: 0, max: 2000 }, expectedInterval },
        { name: "velocity", property: "velocity", unit: "m/s", range: { min: 0, max: 8 }, expectedInterval },
      ],
    },
  ];
}

/** The official stages are left unset: nobody has published them for sections that are made up. */
function thresholdsOf(factor: number): DraftThresholds {
  const depths = Object.entries(demonstrationDepths).map(([name, depth]) => [
    name,
    Math.round(depth * factor * 20) / 20,
  ]);
  return { warningStage: "unset", guaranteedStage: "unset", recordStage: "unset", ...Object.fromEntries(depths) };
}
