import type { CommandPort } from "../../api/ports.ts";
import type { Clock } from "../../domain/clock.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import { commandOf, type DeviceAsks } from "../../modes/device-asks.ts";
import type { DeviceAsk } from "../../modes/ports.ts";

/** How often a device was asked, in this run of the hub. */
export interface Asking {
  readonly attempts: number;
  /** Null before the first. */
  readonly lastAskedAt: number | null;
}

interface AskingState extends Asking {
  readonly commandId: string;
  /** False once it was seen away: it is asked as soon as it is back. */
  readonly wasConnected: boolean;
  readonly nextAt: number;
}

export interface DeviceAskerParts {
  readonly asks: Pick<DeviceAsks, "unanswered">;
  readonly commands: Pick<CommandPort, "isConnected" | "send">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Wait for an answer before a device is asked again; doubled each time, up to the longest. */
const firstWaitMs = 10 * secondMs;
const longestWaitMs = 10 * minuteMs;
/** Devices asked in one go: ten thousand are asked within a minute, and readings go first. */
const askedAtOnce = 200;

/**
 * Sends what devices are asked for until each has answered: at once while it is connected, with growing waits while it does
 * not answer, and anew as it comes back. What it answers comes in by the log.
 */
export class DeviceAsker {
  readonly #parts: DeviceAskerParts;
  readonly #asking = new Map<DeviceId, AskingState>();
  #underWay: Promise<void> | null = null;

  constructor(parts: DeviceAskerParts) {
    this.#parts = parts;
  }

  of(id: DeviceId, commandId: string): Asking {
    const asking = this.#asking.get(id);
    if (asking?.commandId !== commandId) return { attempts: 0, lastAskedAt: null };
    return { attempts: asking.attempts, lastAskedAt: asking.lastAskedAt };
  }

  /** Asks whom it is time to ask; one round at a time. Rejects never. */
  async askDue(): Promise<void> {
    this.#underWay ??= this.#askAll().finally(() => {
      this.#underWay = null;
    });
    await this.#underWay;
  }

  async #askAll(): Promise<void> {
    let sent = 0;
    for (const ask of this.#parts.asks.unanswered()) {
      if (sent === askedAtOnce) return;
      if (await this.#askOne(ask)) sent += 1;
    }
  }

  /** @returns whether it was asked now */
  async #askOne(ask: DeviceAsk): Promise<boolean> {
    const { deviceId, commandId } = ask;
    const now = this.#parts.clock();
    const known = this.#asking.get(deviceId);
    const before = known?.commandId === commandId ? known : null;
    const isConnected = this.#parts.commands.isConnected(deviceId);
    if (!isConnected) {
      if (before?.wasConnected === true) this.#asking.set(deviceId, { ...before, wasConnected: false });
      return false;
    }
    if (before?.wasConnected && now < before.nextAt) return false;
    const attempts = (before?.attempts ?? 0) + 1;
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 10));
    this.#asking.set(deviceId, { commandId, attempts, lastAskedAt: now, wasConnected: true, nextAt: now + waitMs });
    await this.#send(ask);
    return true;
  }

  async #send(ask: DeviceAsk): Promise<void> {
    const { deviceId, commandId } = ask;
    const { commands, log } = this.#parts;
    try {
      const refusal = await commands.send(deviceId, commandOf(ask));
      if (refusal !== null)
        log.info({ deviceId, commandId, refusal: refusal.code }, "a device could not be asked, tried again");
    } catch (error) {
      log.warn({ deviceId, commandId, err: error }, "a device could not be asked, tried again");
    }
  }
}
