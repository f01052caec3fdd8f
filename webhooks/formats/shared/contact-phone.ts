import type { HubEvent } from "../../../domain/governance/event.ts";

/** Duty telephone of those whom an event concerns; null where the city names none. */
export function contactPhoneOf({ data }: HubEvent): string | null {
  if ("case" in data) return data.case.unitPhone;
  if ("warning" in data) return data.warning.unitPhone;
  if ("phones" in data) return data.phones[0]?.phone ?? null;
  return "unitPhone" in data ? (data.unitPhone ?? null) : null;
}
