import type { City } from "../domain/city/city.ts";
import { type Mode, type ModePolicies, usualModePolicy } from "../domain/city/mode.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { AskCounts, DeviceAsk, ModeChange } from "./ports.ts";

/** How often a device reports, and is asked to. */
interface WantedInterval {
  readonly deviceId: DeviceId;
  readonly usualMs: number;
  readonly everyMs: number;
}

/** Answers that mean yes; anything else is a refusal in the device's own words. */
const consent = /^(?:done|ok|yes|accepted|confirmed)\b/i;

/**
 * What devices are asked for as modes come and go, and what each answered: a function of the switches and the answers in
 * the log. A device is asked where its mode wants more of it than usual, and back once that is over; those that speak
 * through a gateway cannot be asked.
 */
export class DeviceAsks {
  readonly #policies: ModePolicies | undefined;
  readonly #usual: ReadonlyMap<DeviceId, { readonly everyMs: number; readonly kind: string }>;
  readonly #asks = new Map<DeviceId, DeviceAsk>();
  readonly #changed = new Set<DeviceId>();

  constructor(city: City) {
    this.#policies = city.modePolicies;
    this.#usual = usualIntervals(city);
  }

  restore(saved: ReadonlyMap<DeviceId, DeviceAsk>): void {
    for (const [id, ask] of saved) if (this.#usual.has(id)) this.#asks.set(id, ask);
  }

  of(id: DeviceId): DeviceAsk | null {
    return this.#asks.get(id) ?? null;
  }

  /** Those that have not answered yet. */
  unanswered(): readonly DeviceAsk[] {
    return [...this.#asks.values()].filter(({ state }) => state === "asked");
  }

  get counts(): AskCounts {
    const counts = { asked: 0, confirmed: 0, refused: 0 };
    for (const { state } of this.#asks.values()) counts[state] += 1;
    return counts;
  }

  /** Which devices would be asked for another interval than now, were the mode switched to. */
  wouldAsk(mode: Mode): readonly Pick<WantedInterval, "deviceId" | "everyMs">[] {
    return this.#wanted(mode).flatMap(({ deviceId, usualMs, everyMs }) => {
      const ask = this.#asks.get(deviceId);
      const nowMs = ask === undefined || ask.state === "refused" ? usualMs : ask.everyMs;
      return nowMs === everyMs ? [] : [{ deviceId, everyMs }];
    });
  }

  follow({ entrySeq, at, mode }: ModeChange): void {
    const everyOf = new Map(this.wouldAsk(mode).map(({ deviceId, everyMs }) => [deviceId, everyMs]));
    for (const [deviceId, everyMs] of everyOf) {
      this.#set({
        ...{ deviceId, commandId: `mode-${entrySeq}`, mode, everyMs, askedAt: at },
        state: "asked",
        answer: null,
        answeredAt: null,
      });
    }
  }

  /** @returns false for an answer to something else, or to what is no longer asked for */
  answer(
    deviceId: DeviceId,
    { commandId, answer }: { readonly commandId: string; readonly answer: string },
    at: number,
  ) {
    const ask = this.#asks.get(deviceId);
    if (ask === undefined || ask.commandId !== commandId || ask.state !== "asked") return false;
    this.#set({ ...ask, state: consent.test(answer.trim()) ? "confirmed" : "refused", answer, answeredAt: at });
    return true;
  }

  /** What changed since the last call. */
  drainChanges(): ReadonlyMap<DeviceId, DeviceAsk> {
    const changed = new Map<DeviceId, DeviceAsk>();
    for (const id of this.#changed) {
      const ask = this.#asks.get(id);
      if (ask !== undefined) changed.set(id, ask);
    }
    this.#changed.clear();
    return changed;
  }

  #set(ask: DeviceAsk): void {
    this.#asks.set(ask.deviceId, ask);
    this.#changed.add(ask.deviceId);
  }

  /** What each device should do in a mode. */
  #wanted(mode: Mode): readonly WantedInterval[] {
    const { reporting } = this.#policies?.[mode] ?? usualModePolicy;
    return [...this.#usual].map(([deviceId, { everyMs: usualMs, kind }]) => {
      const isMeant = reporting !== null && (reporting.kinds === null || reporting.kinds.some((each) => each === kind));
      return { deviceId, usualMs, everyMs: isMeant ? Math.min(usualMs, reporting.everyMs) : usualMs };
    });
  }
}

/** How often devices that speak for themselves report in calm weather: as the quickest of their gauges does. */
function usualIntervals(city: City): ReadonlyMap<DeviceId, { readonly everyMs: number; readonly kind: string }> {
  const usual = new Map<DeviceId, { readonly everyMs: number; readonly kind: string }>();
  for (const { deviceId, stationId, expectedIntervalMs } of city.gauges.values()) {
    const device = city.devices.get(deviceId);
    const kind = city.stations.get(stationId)?.kind;
    if (device === undefined || device.gatewayId !== undefined || kind === undefined) continue;
    usual.set(deviceId, {
      everyMs: Math.min(usual.get(deviceId)?.everyMs ?? expectedIntervalMs, expectedIntervalMs),
      kind,
    });
  }
  return usual;
}

/** The command that asks a device for an interval, as it goes out. */
export function commandOf({ commandId, everyMs }: DeviceAsk): string {
  return JSON.stringify({ id: commandId, command: { interval: Math.max(1, Math.round(everyMs / 1_000)) } });
}
