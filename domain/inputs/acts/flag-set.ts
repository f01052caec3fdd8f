import type { GaugeId } from "../../ids.ts";
import type { QualityFlag } from "../../observations/quality.ts";

/** A person sets the quality flag of one observation that the journal has. */
export interface FlagSet {
  readonly kind: "flag-set";
  readonly gaugeId: GaugeId;
  readonly observedAt: number;
  readonly flag: QualityFlag;
  readonly by: string;
}
