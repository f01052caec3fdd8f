import type { City, Gauge } from "../../../domain/city/city.ts";
import { hourMs } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import type { FaultKind } from "../../../simulators/fleet/fault.ts";
import { fleetLayout } from "../../../simulators/fleet/fleet-layout.ts";
import { toleranceOf } from "../../../simulators/fleet/measuring/instrument.ts";
import { tipOf } from "../../../simulators/fleet/measuring/instruments.ts";
import type { SentRow, TruthRow } from "../../../simulators/truth/truth-row.ts";

export type FaultRow = Extract<TruthRow, { kind: "fault" }>;

const linkFaults: ReadonlySet<FaultKind> = new Set([
  "radio-loss",
  "radio-loss-without-memory",
  "reconnect-storm",
  "gateway-down",
]);
/** A gateway gathers for 5 s, and sends what is more than a message holds a second later. */
const gatheredMs = 7_000;

/** Holds rows against what is recorded of faults: everything in a row that truth and faults do not explain, in words. */
export class RowExplainer {
  readonly #gauges: ReadonlyMap<string, { readonly gauge: Gauge; readonly scale: number; readonly offset: number }>;
  readonly #faults: readonly FaultRow[];
  readonly #city: City;
  readonly #endsAt: number;
  readonly #stuck = new Map<string, number>();

  /** @param run when it ends: what waits then is never sent */
  constructor(city: City, { faults, endsAt }: { readonly faults: readonly FaultRow[]; readonly endsAt: number }) {
    this.#city = city;
    this.#endsAt = endsAt;
    const { gauges } = fleetLayout(city, [...city.gauges.keys()], 1);
    this.#gauges = new Map(
      gauges.sources.map((gauge, at) => [
        `${gauge.deviceId}/${gauge.channel}`,
        { gauge, scale: gauges.scale[at] ?? 1, offset: gauges.offset[at] ?? 0 },
      ]),
    );
    this.#faults = faults;
  }

  /** Rows of a device in the order of `seq`. */
  unexplained(row: SentRow): readonly string[] {
    const values = Object.keys(row.true).flatMap((channel) => this.#value(row, channel) ?? []);
    const recorded = row.faults.filter((fault) => this.#of(row, fault) === undefined);
    return [
      ...values,
      ...(this.#clock(row) ?? []),
      ...sending(row, this.#endsAt),
      ...recorded.map((fault) => `${fault} is in no fault row`),
    ].map((words) => `${row.deviceId} seq ${row.seq} [${row.faults.join()}]: ${words}`);
  }

  #of({ deviceId, measuredAt, at }: SentRow, fault: FaultKind): FaultRow | undefined {
    const isOfLink = linkFaults.has(fault);
    // What waits to be sent meets faults of the link that begin later, its gateway's too.
    const metFrom = isOfLink ? (at ?? Number.POSITIVE_INFINITY) : measuredAt;
    return this.#faults.find(
      (each) =>
        each.fault === fault &&
        (each.deviceId === deviceId || (isOfLink && each.deviceId === this.#gatewayOf(deviceId))) &&
        each.from <= metFrom &&
        measuredAt <= each.to,
    );
  }

  #gatewayOf(deviceId: DeviceId): DeviceId | undefined {
    return this.#city.devices.get(deviceId)?.gatewayId;
  }

  #value(row: SentRow, channel: string): string | null {
    const key = `${row.deviceId}/${channel}`;
    const known = this.#gauges.get(key);
    const said = row.said[channel];
    if (known === undefined || said === undefined) return `${channel} is no channel`;
    const { gauge, scale, offset } = known;
    const isTrue = row.true[channel] ?? Number.NaN;
    const has = (fault: FaultKind) => row.faults.includes(fault) && this.#of(row, fault)?.channel === channel;
    const size = (fault: FaultKind) => this.#of(row, fault)?.size ?? Number.NaN;
    if (has("rubbish")) return said === null ? null : `${channel} is rubbish and says ${said}`;
    if (said === null) return `${channel} says nothing`;
    if (has("stuck")) {
      // Held in its own unit, and seen in another where that is wrong too.
      const label = `${key} ${has("mislabelled-unit")}`;
      const held = this.#stuck.get(label) ?? said;
      // What a stuck counter adds is nothing from its second reading on.
      this.#stuck.set(label, gauge.counter === undefined ? held : 0);
      return said === held ? null : `${channel} is stuck at ${held} and says ${said}`;
    }
    for (const isOther of [true, false]) this.#stuck.delete(`${key} ${isOther}`);
    const within = gauge.property === "rain" ? isTrue : Math.min(gauge.range.max, Math.max(gauge.range.min, isTrue));
    let wanted = within;
    let tolerance = gauge.property === "rain" ? tipOf(gauge) : toleranceOf(gauge.property, within, scale);
    const drift = this.#of(row, "drift");
    if (has("drift") && drift !== undefined) wanted += ((drift.size ?? 0) * (row.measuredAt - drift.from)) / hourMs;
    if (has("spike")) wanted += size("spike");
    if (has("mislabelled-unit")) {
      const own = gauge.counter === undefined ? offset : 0;
      wanted = (wanted - own) * size("mislabelled-unit") + own;
      tolerance *= Math.abs(size("mislabelled-unit"));
    }
    // Written with five decimals twice.
    tolerance += 2e-5 * Math.abs(scale) + 1e-9;
    return Math.abs(said - wanted) <= tolerance
      ? null
      : `${channel} wanted ${wanted} within ${tolerance}, got ${said} (true ${isTrue})`;
  }

  #clock(row: SentRow): readonly string[] | null {
    const { claims, measuredAt } = row;
    const kind = row.faults.find((fault) => fault.startsWith("clock-"));
    if (kind === undefined) return claims === measuredAt ? null : [`claims ${claims}, measured ${measuredAt}`];
    const fault = this.#of(row, kind);
    if (fault === undefined) return [`${kind} is in no fault row`];
    const { size = 0, from } = fault;
    const wanted: readonly (number | null)[] = {
      "clock-offset": [measuredAt + size],
      "clock-local-as-utc": [measuredAt + 8 * hourMs],
      "clock-drift": [measuredAt + Math.round(((measuredAt - from) / hourMs) * size)],
      "clock-stands": [from],
      "clock-restarts": [size + measuredAt - from],
      "clock-jumps": [measuredAt, measuredAt + size],
      "clock-missing": [null],
    }[kind as "clock-offset"];
    return wanted.includes(claims) ? null : [`${kind} claims ${claims}, wanted ${wanted.join(" or ")}`];
  }
}

/** How late, how often, whether at all. */
function sending({ at, measuredAt, faults, copies }: SentRow, endsAt: number): readonly string[] {
  const mayWait = faults.some((fault) => ["radio-loss", "reconnect-storm", "out-of-order"].includes(fault));
  const mayBeLost = faults.some((fault) => ["radio-loss-without-memory", "gateway-down"].includes(fault));
  if (at === null) {
    if (copies !== 0) return [`never sent, ${copies} copies`];
    const isCutOff = measuredAt > endsAt - gatheredMs;
    return mayBeLost || mayWait || isCutOff ? [] : ["lost for no reason"];
  }
  const found: string[] = [];
  if (mayBeLost) found.push("sent, although its link was gone without memory");
  if (at < measuredAt || (!mayWait && at - measuredAt > gatheredMs)) found.push(`sent ${at - measuredAt} ms later`);
  if (copies !== (faults.includes("duplicate") ? 2 : 1)) found.push(`${copies} copies`);
  return found;
}
