import { instantOfCityTime } from "../../parts/city-time.ts";

/** What lines of the trail are asked for; empty for all. Times as their fields hold them, in city time. */
export interface AuditFilter {
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
}

export const auditFields = ["who", "what", "subject", "from", "to"] as const satisfies readonly (keyof AuditFilter)[];

export const noAuditFilter: AuditFilter = { who: "", what: "", subject: "", from: "", to: "" };

/** The filter as a query of the API, without `?`. */
export function queryOf(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const field of auditFields) {
    const value = filter[field].trim();
    if (value === "") continue;
    query.set(field, field === "from" || field === "to" ? instantOfCityTime(value) : value);
  }
  return query.toString();
}
