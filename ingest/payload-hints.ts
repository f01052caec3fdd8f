import type { CountedHint, PayloadHint } from "../domain/observations/payload-hint.ts";

/** Told what was unusual about a message and understood all the same. */
export interface MetHints {
  meet(hint: PayloadHint): void;
}

const none: readonly CountedHint[] = [];

/** Which hints the messages of each device gave rise to since the start. Devices are few and known: none is dropped. */
export class PayloadHints implements MetHints {
  readonly #byDevice = new Map<string, Map<PayloadHint, CountedHint>>();
  /** Of the message that is being decoded. */
  readonly #met = new Set<PayloadHint>();

  meet(hint: PayloadHint): void {
    this.#met.add(hint);
  }

  /** The message is over; each of its hints counts once, with the device that sent it. */
  settle(deviceId: string, receivedAt: number): void {
    if (this.#met.size === 0) return;
    const counted = this.#byDevice.get(deviceId) ?? new Map<PayloadHint, CountedHint>();
    this.#byDevice.set(deviceId, counted);
    for (const hint of this.#met) {
      counted.set(hint, { hint, messages: (counted.get(hint)?.messages ?? 0) + 1, lastAt: receivedAt });
    }
    this.#met.clear();
  }

  /** Hints of one device, the one met last first. */
  of(deviceId: string): readonly CountedHint[] {
    const counted = this.#byDevice.get(deviceId);
    return counted === undefined ? none : [...counted.values()].sort((a, b) => b.lastAt - a.lastAt);
  }

  /** Devices that gave rise to each hint. */
  devicesByHint(): Readonly<Record<string, number>> {
    const devices: Record<string, number> = {};
    for (const counted of this.#byDevice.values()) {
      for (const hint of counted.keys()) devices[hint] = (devices[hint] ?? 0) + 1;
    }
    return devices;
  }
}
