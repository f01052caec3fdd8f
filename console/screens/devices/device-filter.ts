import { type DeviceFacts, isLate } from "./device-facts.ts";

/** Words that a list of devices can be narrowed by; all that are chosen must fit. */
export const deviceWords = ["offline", "late", "clock", "battery", "refused", "maintenance", "drills"] as const;

export type DeviceWord = (typeof deviceWords)[number];

export interface FilterContext {
  readonly now: number;
  /** Devices and gateways that are worked on. */
  readonly maintained: ReadonlySet<string>;
}

export function fitsWord(of: DeviceFacts, word: DeviceWord, { now, maintained }: FilterContext): boolean {
  const { row } = of;
  switch (word) {
    case "offline":
      return !row.isOnline;
    case "late":
      return isLate(of, now);
    case "clock":
      return row.clock !== null && row.clock.kind !== "right";
    case "battery":
      return of.isVoltageLow;
    case "refused":
      return row.lastRefusal !== null;
    case "maintenance":
      return maintained.has(row.deviceId) || (row.gatewayId !== null && maintained.has(row.gatewayId));
    case "drills":
      return of.isDrill;
  }
}

export interface DeviceFilter {
  readonly words: ReadonlySet<DeviceWord>;
  readonly text: string;
  /** Kind of station or district; null for all. */
  readonly group: string | null;
  /** Only these; null for all. */
  readonly ids: ReadonlySet<string> | null;
}

export const noFilter: DeviceFilter = { words: new Set(), text: "", group: null, ids: null };

/** What fits, the worst first: away before late, each by when last seen, before the rest by id, so that rows stay in place. @param nameOf names of a row's station */
export function filtered(
  all: readonly DeviceFacts[],
  { words, text, group, ids }: DeviceFilter,
  context: FilterContext,
  nameOf: (of: DeviceFacts) => string,
): readonly DeviceFacts[] {
  const wanted = text.trim().toLowerCase();
  const fitting = all.filter(
    (of) =>
      (of.isDrill ? words.has("drills") : true) &&
      [...words].every((word) => fitsWord(of, word, context)) &&
      (group === null || of.kind === group || of.district === group) &&
      (ids === null || ids.has(of.row.deviceId)) &&
      (wanted === "" || `${of.row.deviceId} ${nameOf(of)}`.toLowerCase().includes(wanted)),
  );
  const gravity = (of: DeviceFacts) => (of.row.isOnline ? 0 : 2) + (isLate(of, context.now) ? 1 : 0);
  const seen = (of: DeviceFacts) => (gravity(of) === 0 ? 0 : (of.seenAt ?? 0));
  return fitting.sort(
    (a, b) => gravity(b) - gravity(a) || seen(a) - seen(b) || (a.row.deviceId < b.row.deviceId ? -1 : 1),
  );
}
