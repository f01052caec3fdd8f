import type { DeviceId, GaugeId } from "../../domain/ids.ts";
import type { FaultKind } from "../fleet/fault.ts";

/**
 * A line of the truth file (JSON lines, gzipped where the name ends in `.gz`): what was true in a scenario and what each device made of
 * it. Times are milliseconds since 1970 by the scenario's clock; values are in the property's canonical unit.
 */
export type TruthRow =
  /** The first line. `gauges` is the order of the values of `water` lines. */
  | {
      readonly kind: "scenario";
      readonly name: string;
      readonly seed: number;
      readonly cityCode: string;
      readonly startsAt: number;
      readonly endsAt: number;
      readonly gauges: readonly GaugeId[];
    }
  /** Once a minute: what was true at every gauge, null where no model speaks. Rain: mm since the scenario began. */
  | { readonly kind: "water"; readonly at: number; readonly values: readonly (number | null)[] }
  /** A fault in force at a device, or at one of its channels. */
  | {
      readonly kind: "fault";
      readonly fault: FaultKind;
      readonly deviceId: DeviceId;
      readonly channel?: string;
      readonly from: number;
      readonly to: number;
      /** How large it is, in the unit that its kind has (simulators/fleet/draw-faults.ts); 0 or absent where it has none. */
      readonly size?: number;
    }
  /** A reading that a device made: what it said, and why that is not what was true. */
  | SentRow
  /** Something that happened to the city. */
  | {
      readonly kind: "event";
      readonly event: string;
      readonly about: string;
      readonly from: number;
      readonly to: number | null;
    };

export interface SentRow {
  readonly kind: "sent";
  /** When it left the device; null for one that never did. */
  readonly at: number | null;
  /** When it was measured. */
  readonly measuredAt: number;
  readonly deviceId: DeviceId;
  readonly seq: number;
  /** The moment that it claims, by the device's own clock; null where it says none. */
  readonly claims: number | null;
  /**
   * By channel: as said, converted to canonical unit and datum as the city file says it is to be read; of a counter what it says was
   * counted since the reading before; null for rubbish.
   */
  readonly said: Readonly<Record<string, number | null>>;
  /** By channel, what was true (rain: mm since the device last looked), before the instrument's span, resolution and noise. */
  readonly true: Readonly<Record<string, number>>;
  /** All that made it differ, or come late, twice or not at all; empty for a good reading, which differs by resolution and noise alone. */
  readonly faults: readonly FaultKind[];
  /** How often it was sent: 1, or more for duplicates; 0 for one that was lost. */
  readonly copies: number;
}
