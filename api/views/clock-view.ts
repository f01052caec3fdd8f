import type { z } from "zod";
import type { ClockStanding } from "../../domain/observations/device-clock.ts";
import { toWire } from "../../domain/time/instants.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { clockKindNames } from "../../locales/names.ts";
import type { deviceClock } from "../schemas/device-clock.ts";

/** A device's clock as the API shows it. */
export function clockView(standing: ClockStanding | null): z.output<typeof deviceClock> {
  if (standing === null) return null;
  const { since, ...others } = standing;
  return { ...toWire(others), name: clockKindNames[standing.kind], since: isoInstant(since) };
}
