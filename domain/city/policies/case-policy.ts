import type { AreaKind } from "../area-kind.ts";
import type { Hazard } from "../hazard.ts";

/** The city's standing order for cases: what happens without anybody's hand, and what a case needs before it is closed. */
export interface CasePolicy {
  /** 立案: taken up at once, or by an officer. */
  readonly registration: "at-once" | "officer";
  /** 派遣: to the responsible unit at once after registration, or by an officer. */
  readonly dispatch: "at-once" | "officer";
  /** `water`: closed as the last alarm clears; `evidence`: once the hazard has been over for `holdClearMs` and feedback is there. */
  readonly closing: "water" | "evidence";
  /** How long no alarm of the case may have been active, counted on our clock from when the hub learnt of it, ms. */
  readonly holdClearMs: number;
  /** 核实: `sensor` where the quiet time is check enough, `person` where somebody has to look. */
  readonly verification: "sensor" | "person";
  /** Back within this time of its closing a hazard opens its case again (返工); observation time, ms. */
  readonly reopenWithinMs: number;
  /** How cases of one storm are gathered; null for not at all. */
  readonly incidents: IncidentPolicy | null;
}

export interface IncidentPolicy {
  /** One incident is of one area of this kind. */
  readonly areaKind: AreaKind;
  /** A case opened within this time after the last hazard of an incident was over belongs to it; observation time, ms. */
  readonly withinMs: number;
}

/** Kinds of hazard that come of one cause, and are one incident together. */
export const hazardKins = {
  water: ["waterlogging", "river-flood", "rainstorm", "dam-failure", "pump-failure"],
  gas: ["toxic-gas", "combustible-gas", "oxygen-deficiency"],
  electricity: ["electric-leakage"],
  sensing: ["blind-spot"],
} as const satisfies Readonly<Record<string, readonly Hazard[]>>;

export type HazardKin = keyof typeof hazardKins;

const kinByHazard = new Map<Hazard, HazardKin>(
  (Object.keys(hazardKins) as HazardKin[]).flatMap((kin) => hazardKins[kin].map((hazard) => [hazard, kin] as const)),
);

export function kinOf(hazard: Hazard): HazardKin {
  return kinByHazard.get(hazard) ?? "water";
}
