import type { DeviceId } from "../../../domain/ids.ts";
import type { SentRow } from "../../truth/truth-row.ts";
import type { FaultKind } from "../fault.ts";

/** A reading that a device has made and not yet sent. */
export interface Reading {
  readonly node: number;
  readonly deviceId: DeviceId;
  /** As the device itself would send it: `{"t":...,"values":{...},"seq":1}`. */
  readonly text: string;
  readonly measuredAt: number;
  readonly seq: number;
  readonly claims: number | null;
  readonly said: SentRow["said"];
  readonly true: SentRow["true"];
  readonly faults: readonly FaultKind[];
  /** How often it will be sent. */
  readonly copies: number;
}

/** Its line in the truth file. @param at when it was sent; null for never */
export function sentRow(reading: Reading, at: number | null): SentRow {
  const { measuredAt, deviceId, seq, claims, said, true: isTrue, faults, copies } = reading;
  return {
    ...{ kind: "sent", at, measuredAt, deviceId, seq, claims, said, true: isTrue, faults },
    copies: at === null ? 0 : copies,
  };
}

export function withFaults(reading: Reading, faults: readonly FaultKind[]): Reading {
  const added = faults.filter((fault) => !reading.faults.includes(fault));
  return added.length === 0 ? reading : { ...reading, faults: [...reading.faults, ...added] };
}

/** As a gateway sends it, which names the device. */
export function namedText({ deviceId, text }: Reading): string {
  return `{"device":${JSON.stringify(deviceId)},${text.slice(1)}`;
}
