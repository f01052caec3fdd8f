import type { z } from "zod";
import type { ClockEstimate } from "../../domain/observations/device-clock.ts";
import { toWire } from "../../domain/time/instants.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { clockKindNames } from "../../locales/names.ts";
import type { deviceClock } from "../schemas/device.ts";

/** A device's clock as the API shows it. */
export function clockView(estimate: ClockEstimate | null): z.output<typeof deviceClock> {
  if (estimate === null) return null;
  const { since, ...others } = estimate;
  return { ...toWire(others), name: clockKindNames[estimate.kind], since: isoInstant(since) };
}
