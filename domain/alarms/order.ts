import type { Hazard } from "../city/hazard.ts";
import type { Called } from "../governance/entry-caller.ts";
import type { AreaCode, DeviceId, GaugeId, RuleId, StationId } from "../ids.ts";

/** Which alarms a silence is about: everything given must fit; at least one thing is given. */
export interface SilenceMatch {
  readonly stationIds?: readonly StationId[];
  /** These areas and all below them. */
  readonly areaCodes?: readonly AreaCode[];
  readonly hazards?: readonly Hazard[];
  readonly ruleIds?: readonly RuleId[];
  readonly gaugeIds?: readonly GaugeId[];
}

/** An operator keeps alarms from opening cases for a while. Instants are of our clock. */
export interface Silence extends Called {
  readonly id: string;
  /** Who answers for it, as the caller says. */
  readonly owner: string;
  readonly reason: string;
  readonly match: SilenceMatch;
  readonly createdAt: number;
  readonly fromAt: number;
  readonly untilAt: number;
  /** False lets red through, marked. True hides it, and an event says so. */
  readonly includesRed: boolean;
}

/** A device is worked on: its readings are kept and its alarms move nothing until it ends. */
export interface Maintenance extends Called {
  readonly id: string;
  readonly deviceId: DeviceId;
  /** Who works on it, as the caller says. */
  readonly owner: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly fromAt: number;
  readonly untilAt: number;
}

/** The end of a silence or maintenance before its time. */
export interface OrderEnd {
  readonly id: string;
  readonly endedBy: string;
  readonly createdAt: number;
}

/** What an operator ordered. Orders are input as readings are: kept with the place in the journal where they took effect. */
export type Order =
  | { readonly kind: "silence"; readonly silence: Silence }
  | { readonly kind: "maintenance"; readonly maintenance: Maintenance }
  | { readonly kind: "end"; readonly end: OrderEnd };

/** An order with its place in the log, where it took effect. */
export interface GivenOrder {
  /** Of its entry in the log. */
  readonly entrySeq: number;
  /** Our clock when it took effect. */
  readonly at: number;
  readonly order: Order;
}

/** An order as it is kept once in effect: a silence or maintenance with who the hub knows to have given it. */
export function orderOf({ order, caller }: { readonly order: Order } & Called): Order {
  if (caller === undefined || order.kind === "end") return order;
  return order.kind === "silence"
    ? { ...order, silence: { ...order.silence, caller } }
    : { ...order, maintenance: { ...order.maintenance, caller } };
}

/** Where a silence or maintenance stands. */
export type OrderStatus = "scheduled" | "in-force" | "over" | "ended";
