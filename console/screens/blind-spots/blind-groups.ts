import type { BlindSpot, CaseSummary } from "../../api/wire.ts";

/** Blind gauges by what is to be done about them; each keeps the hub's order, the gravest first. */
export interface BlindGroups {
  readonly inRain: readonly BlindSpot[];
  readonly others: readonly BlindSpot[];
  readonly inMaintenance: readonly BlindSpot[];
}

/** Whether it is blind while it rains: by the hub's alarm, or by rain at a gauge nearby. */
export function isInRain({ alarmLevel, rainMm, state }: Pick<BlindSpot, "alarmLevel" | "rainMm" | "state">): boolean {
  return alarmLevel !== null || (rainMm > 0 && state !== "maintenance");
}

export function blindGroups(rows: readonly BlindSpot[]): BlindGroups {
  return {
    inRain: rows.filter(isInRain),
    others: rows.filter((row) => !isInRain(row) && row.state !== "maintenance"),
    inMaintenance: rows.filter((row) => !isInRain(row) && row.state === "maintenance"),
  };
}

/** As they stand on the screen, one after the other. */
export function inOrder({ inRain, others, inMaintenance }: BlindGroups): readonly BlindSpot[] {
  return [...inRain, ...others, ...inMaintenance];
}

/** The open blind-spot case of a station, which says who was asked; null for none. */
export function caseOf(cases: readonly CaseSummary[], stationId: string): CaseSummary | null {
  return cases.find((each) => each.stationId === stationId && each.closedAt === null) ?? null;
}

/** Metres beyond which a stand-in says little of a place. */
export const farAfterM = 5_000;
