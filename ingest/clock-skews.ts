/** Devices whose clock was ahead of ours when last heard, by the newest time of each message. */
export class ClockSkews {
  /** How far ahead, ms. */
  readonly byDevice = new Map<string, number>();
  /** Newest time of the message's first device; of further ones in `#others`, as most messages are of one device. */
  #deviceId: string | null = null;
  #newest = 0;
  #others: Map<string, number> | null = null;
  readonly #limitMs: number;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  hear(deviceId: string, deviceTime: number): void {
    if (this.#deviceId === null) {
      this.#deviceId = deviceId;
      this.#newest = deviceTime;
    } else if (this.#deviceId === deviceId) {
      if (deviceTime > this.#newest) this.#newest = deviceTime;
    } else {
      this.#others ??= new Map();
      this.#others.set(deviceId, Math.max(deviceTime, this.#others.get(deviceId) ?? deviceTime));
    }
  }

  /** The message is over. A device is heard by its newest time: a backlog behind it says nothing of its clock. */
  settle(receivedAt: number): void {
    if (this.#deviceId === null) return;
    this.#settleDevice(this.#deviceId, this.#newest - receivedAt);
    this.#deviceId = null;
    if (this.#others === null) return;
    for (const [deviceId, newest] of this.#others) this.#settleDevice(deviceId, newest - receivedAt);
    this.#others = null;
  }

  #settleDevice(deviceId: string, aheadMs: number): void {
    if (aheadMs > this.#limitMs) this.byDevice.set(deviceId, aheadMs);
    else if (this.byDevice.size > 0) this.byDevice.delete(deviceId);
  }
}
