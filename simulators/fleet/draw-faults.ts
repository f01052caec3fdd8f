import type { City, Gauge } from "../../domain/city/city.ts";
import { instrumentErrors } from "../../domain/city/instrument-error.ts";
import { conversionFor, unitsOf } from "../../domain/city/units.ts";
import { hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";
import type { FaultRule } from "../scenario/scenario.ts";
import { chance, mixed, seedOf } from "./chance.ts";
import type { DrawnFault } from "./drawn-fault.ts";
import { isOfClass } from "./fault.ts";
import type { FleetLayout } from "./fleet-layout.ts";

export interface FaultDraw {
  readonly city: City;
  readonly layout: FleetLayout;
  readonly seed: number;
  readonly startsAt: number;
  /** Seconds of the rules that pass in one second of the fleet's clock. */
  readonly squeeze: number;
}

/** The faults of a fleet by the rules: the same seed, the same devices. */
export function drawFaults(draw: FaultDraw, rules: readonly FaultRule[]): readonly DrawnFault[] {
  return rules.flatMap((rule, index) => {
    const seed = mixed(seedOf(draw.seed, rule.fault), index);
    return chosenNodes(draw.layout, rule, seed).map((node) => faultOf(draw, rule, { node, seed: mixed(seed, node) }));
  });
}

function chosenNodes(layout: FleetLayout, rule: FaultRule, seed: number): readonly number[] {
  const candidates = candidatesFor(layout, rule);
  const share = rule.share === undefined ? candidates.length : Math.ceil(rule.share * candidates.length);
  const count = Math.min(candidates.length, rule.count ?? share);
  return candidates
    .toSorted((a, b) => chance(seed, a, 0) - chance(seed, b, 0) || a - b)
    .slice(0, count)
    .toSorted((a, b) => a - b);
}

/** Devices with gauges; gateways for a gateway's fault; whoever is connected where all come back at once. */
function candidatesFor(layout: FleetLayout, { fault, stations }: FaultRule): readonly number[] {
  const devices = Array.from({ length: layout.deviceCount }, (_, node) => node).filter((node) => {
    const stationId = layout.gauges.sources[layout.firstGauge[node] ?? -1]?.stationId;
    return stationId !== undefined && (stations === undefined || stations.includes(stationId));
  });
  const clients = [...new Set(devices.map((node) => layout.clientOf[node] ?? node))];
  if (fault === "gateway-down") return clients.filter((client) => layout.isGateway[client] === 1);
  return fault === "reconnect-storm" ? clients : devices;
}

interface Chosen {
  readonly node: number;
  readonly seed: number;
}

function faultOf(draw: FaultDraw, rule: FaultRule, { node, seed }: Chosen): DrawnFault {
  const { layout, startsAt, squeeze } = draw;
  const first = layout.firstGauge[node] ?? 0;
  const gauge = layout.gauges.sources[first];
  const from = Math.round(startsAt + (rule.from * secondMs) / squeeze);
  const to = Math.round(startsAt + (rule.to * secondMs) / squeeze) + comesBackAfterMs(rule, seed);
  return {
    ...{ fault: rule.fault, node, from, to, seed },
    gauge: isOfClass(rule.fault, "value") ? first : -1,
    size: rule.size ?? sizeOf(draw.city, { rule, gauge, from, random: chance(seed, 0, 0) }),
  };
}

/** Who lost the network waits at random before it comes back, as its back-off has it; in a storm nobody does. */
function comesBackAfterMs({ fault }: FaultRule, seed: number): number {
  const isSpread = fault === "radio-loss" || fault === "radio-loss-without-memory" || fault === "gateway-down";
  return isSpread ? Math.round(chance(seed, 1, 0) * 30 * secondMs) : 0;
}

interface Sizing {
  readonly rule: FaultRule;
  readonly gauge: Gauge | undefined;
  readonly from: number;
  readonly random: number;
}

/** 1,024 weeks: the week number of GPS rolls over. */
const gpsRolloverMs = -1_024 * 7 * 24 * hourMs;
/** Offsets as they were met: an hour or eight behind, minutes ahead, years behind. */
const offsetsMs = [-hourMs, -8 * hourMs, 10 * minuteMs, gpsRolloverMs];
/** Where clocks begin that lost their battery. */
const restartsAt = [0, Date.UTC(2000, 0, 1), Date.UTC(2020, 0, 1)];

/** How large a fault is where its rule does not say. */
function sizeOf(city: City, { rule, gauge, from, random }: Sizing): number {
  const span = gauge === undefined ? 1 : gauge.range.max - gauge.range.min;
  const pick = (sizes: readonly number[]) => sizes[Math.floor(random * sizes.length)] ?? 0;
  switch (rule.fault) {
    // Canonical unit, added once.
    case "spike":
      return span * (0.3 + 0.3 * random);
    // Canonical unit an hour.
    case "drift":
      return (gauge === undefined ? 1 : instrumentErrors[gauge.property]) * (random < 0.5 ? -4 : 4);
    // What is said, as a multiple of what was meant.
    case "mislabelled-unit":
      return gauge === undefined ? 10 : unitRatio(gauge, random);
    // Depth that reaches it, m.
    case "drowned":
      return 0.5;
    // ms against ours.
    case "clock-offset":
      return pick(offsetsMs);
    // ms an hour.
    case "clock-drift":
      return random < 0.5 ? -30 * secondMs : 30 * secondMs;
    // The moment that it says.
    case "clock-stands":
      return from;
    // The moment that it begins at again.
    case "clock-restarts":
      return pick(restartsAt);
    // ms that it jumps by, to and fro.
    case "clock-jumps":
      return random < 0.5 ? -hourMs : hourMs;
    // ms that local time is ahead of UTC.
    case "clock-local-as-utc":
      return Date.parse(`${zonedInstants(city.timeZone)(from).slice(0, 19)}Z`) - Math.floor(from / secondMs) * secondMs;
    case "stuck":
    case "dead":
    case "rubbish":
    case "battery":
    case "radio-loss":
    case "radio-loss-without-memory":
    case "duplicate":
    case "out-of-order":
    case "clock-missing":
    case "reconnect-storm":
    case "gateway-down":
      return 0;
  }
}

/** Ratio of the city file's unit to another one that makers send; tenths where there is no other. */
function unitRatio({ property, unit }: Gauge, random: number): number {
  const own = conversionFor(property, unit)?.scale ?? 1;
  const ratios = unitsOf(property).flatMap((other) => {
    const conversion = conversionFor(property, other);
    return conversion === null || conversion.offset !== 0 || conversion.scale === own ? [] : [own / conversion.scale];
  });
  return ratios[Math.floor(random * ratios.length)] ?? 10;
}
