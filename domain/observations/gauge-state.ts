/**
 * How far a gauge can be believed now. Only `live` has a current value: unknown is never dry.
 *
 * - `stale`: its newest value is older than its expected interval allows
 * - `silent`: nothing heard for several expected intervals, or never
 * - `unusable`: heard within them, but nothing that says anything of the water: as blind as silence
 * - `suspect`: heard, but its readings are doubtful or do not move
 * - `maintenance`: its device is worked on; readings are kept
 */
export const gaugeStates = ["live", "stale", "silent", "unusable", "suspect", "maintenance"] as const;

export type GaugeState = (typeof gaugeStates)[number];
