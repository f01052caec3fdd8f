/** Devices whose clock was ahead of ours when last heard, by the newest time of each message. */
export class ClockSkews {
  /** How far ahead, ms. */
  readonly byDevice = new Map<string, number>();
  /** Newest time of each device in the message being decoded. */
  readonly #newest = new Map<string, number>();
  readonly #limitMs: number;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  hear(deviceId: string, deviceTime: number): void {
    const newest = this.#newest.get(deviceId);
    if (newest === undefined || deviceTime > newest) this.#newest.set(deviceId, deviceTime);
  }

  /** The message is over. A device is heard by its newest time: a backlog behind it says nothing of its clock. */
  settle(receivedAt: number): void {
    for (const [deviceId, newest] of this.#newest) {
      if (newest - receivedAt > this.#limitMs) this.byDevice.set(deviceId, newest - receivedAt);
      else if (this.byDevice.size > 0) this.byDevice.delete(deviceId);
    }
    this.#newest.clear();
  }
}
