import type { AreaCode } from "../../ids.ts";

/** A drill 演练 begins or ends: what its stations raise meanwhile is marked, and kept from statistics and the public. */
export interface DrillAction {
  readonly kind: "drill-action";
  readonly drillId: string;
  readonly by: string;
  readonly action:
    | { readonly do: "start"; readonly title: string; readonly areaCodes: readonly AreaCode[]; readonly until: number }
    | { readonly do: "end" };
}
