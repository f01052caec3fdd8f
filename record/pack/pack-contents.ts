import type { Gauge, Station } from "../../domain/city/city.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { DeviceId, GaugeId } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import type { RuleFile } from "../../domain/rule-set.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { DeliveryView, RuleVersion, StoredTransition } from "../../store/ports.ts";
import type { PackSubject } from "../ports.ts";
import type { PackedAccount } from "./who-acted.ts";

/** From `from` up to `to`, ms since 1970. */
export interface PackSpan {
  readonly from: number;
  readonly to: number;
}

/** What one gauge said in the span. */
export interface PackedGauge {
  readonly gauge: Gauge;
  readonly station: Station;
  /** Of another station than the cases are of: near by, or upstream. */
  readonly isNeighbour: boolean;
  readonly observations: readonly Observation[];
  /** True where there were more than a pack takes of one gauge. */
  readonly isCut: boolean;
}

export const gapKinds = ["hub-stopped", "no-readings", "refused", "silenced", "maintenance", "set-up-anew"] as const;

/** A time in which the hub could not see, or did not tell; what is missing is said, never left out. */
export interface PackGap {
  readonly kind: (typeof gapKinds)[number];
  readonly from: number;
  /** Null where it has no end yet, or is of one moment. */
  readonly to: number | null;
  readonly gaugeId: GaugeId | null;
  readonly deviceId: DeviceId | null;
  readonly words: BilingualText;
}

/** A set of rules that judged in the span. */
export interface PackedRules {
  readonly version: RuleVersion;
  /** Empty where the texts are no longer kept. */
  readonly files: readonly RuleFile[];
}

/** Everything that goes into an inquiry pack, before it is written. */
export interface PackContents {
  readonly subject: PackSubject;
  readonly title: BilingualText;
  readonly span: PackSpan;
  readonly madeAt: number;
  readonly hub: string;
  readonly version: string;
  readonly cases: readonly CaseWithTimeline[];
  readonly warnings: readonly Warning[];
  readonly events: readonly StoredEvent[];
  readonly deliveries: readonly DeliveryView[];
  readonly transitions: readonly StoredTransition[];
  readonly gauges: readonly PackedGauge[];
  readonly rules: readonly PackedRules[];
  readonly gaps: readonly PackGap[];
  readonly audit: readonly AuditRecord[];
  /** All that there are now, to tell persons from tokens; none of them is written beside those who acted. */
  readonly accounts: readonly PackedAccount[];
}
