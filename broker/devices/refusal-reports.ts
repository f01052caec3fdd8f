import { type Clock, minuteMs } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { RefusedClientReason } from "../../domain/observations/refused-client.ts";
import { refusedClientTexts } from "../../locales/devices/refused-clients.ts";
import type { OnRefused } from "../ports.ts";

/** Devices whose last line in the log is remembered; ids may be anybody's invention. */
const mostDevices = 5_000;

export interface RefusalReportDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly monotonic: Clock;
  readonly onRefused: OnRefused;
}

/** Tells officers and the log of refused clients by name: each refusal to `onRefused`, a line a minute a device to the log. */
export class RefusalReports {
  readonly #deps: RefusalReportDeps;
  /** When the log last had a line of a device, monotonic ms, the oldest first. */
  readonly #loggedAt = new Map<string, number>();

  constructor(deps: RefusalReportDeps) {
    this.#deps = deps;
  }

  /** @param deviceId as the client calls itself; empty where it said nothing */
  report(deviceId: string, reason: RefusedClientReason): void {
    const { log, clock, monotonic, onRefused } = this.#deps;
    const detail = refusedClientTexts[reason];
    if (this.#isLogged(deviceId, monotonic())) log.warn({ deviceId, reason, fix: detail.en }, "client refused");
    if (deviceId !== "") onRefused({ deviceId, reason, detail, at: clock() });
  }

  #isLogged(deviceId: string, now: number): boolean {
    const last = this.#loggedAt.get(deviceId);
    if (last !== undefined && now - last < minuteMs) return false;
    if (last === undefined && this.#loggedAt.size >= mostDevices && !this.#forgetOldest(now)) return false;
    this.#loggedAt.delete(deviceId);
    this.#loggedAt.set(deviceId, now);
    return true;
  }

  /** False where even the oldest is of this minute: then the log has had lines enough. */
  #forgetOldest(now: number): boolean {
    const [oldest] = this.#loggedAt;
    if (oldest === undefined || now - oldest[1] < minuteMs) return false;
    this.#loggedAt.delete(oldest[0]);
    return true;
  }
}
