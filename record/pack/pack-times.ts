import { minuteMs } from "../../domain/clock.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";

/** How a pack writes instants of one zone. */
export interface PackTimes {
  /** `2026-07-20T16:04:09.000+08:00` */
  readonly instant: (ms: number) => string;
  /** `2026-07-20 16:04:09`; a dash where there is none. */
  readonly shown: (ms: number | null | undefined) => string;
  /** Ms east of UTC at an instant. */
  readonly zoneMs: (ms: number) => number;
}

export function packTimes(timeZone: string): PackTimes {
  const instant = zonedInstants(timeZone);
  return {
    instant,
    shown: (ms) => (ms === null || ms === undefined ? "–" : instant(ms).slice(0, 19).replace("T", " ")),
    zoneMs(ms) {
      const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant(ms)) ?? [];
      const east = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs;
      return sign === "-" ? -east : east;
    },
  };
}
