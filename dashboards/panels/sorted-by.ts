import type { DataTransformerConfig } from "@grafana/grafana-foundation-sdk/dashboard";

/** Rows in the order of one field; InfluxQL itself sorts by time alone. */
export function sortedBy(field: string, isDescending: boolean): DataTransformerConfig {
  return { id: "sortBy", options: { fields: {}, sort: [{ field, desc: isDescending }] } };
}
