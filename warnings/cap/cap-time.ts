import { secondMs } from "../../domain/clock.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";

/**
 * Writes instants as CAP 1.2 wants them (3.3.2): whole seconds with the offset of the city's zone, never `Z`; UTC itself is
 * `-00:00`.
 *
 * @param timeZone IANA name
 */
export function capTimes(timeZone: string): (ms: number) => string {
  const zoned = zonedInstants(timeZone);
  return (ms) => zoned(Math.floor(ms / secondMs) * secondMs).replace(/\+00:00$/, "-00:00");
}
