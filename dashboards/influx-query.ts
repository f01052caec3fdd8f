import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";

/** Every data source of the boards; provisioned under this uid. */
export const influxSource = { type: "influxdb", uid: "guanlan-influx" } as const;

/** What the boards keep of an InfluxQL query, as Grafana's InfluxDB data source reads it. */
export interface InfluxTarget {
  readonly refId: string;
  readonly datasource: typeof influxSource;
  readonly query: string;
  readonly rawQuery: true;
  readonly resultFormat: "table" | "time_series";
  /** Name of each series; `$tag_x` stands for its tag. */
  readonly alias?: string;
}

export interface InfluxQuery {
  readonly query: string;
  readonly format: InfluxTarget["resultFormat"];
  readonly alias?: string;
}

/** The SDK has no builder for InfluxQL; this is one. */
export function influxTarget(refId: string, { query, format, alias }: InfluxQuery): Builder<Dataquery> {
  const target: InfluxTarget = {
    refId,
    datasource: influxSource,
    query: oneLine(query),
    rawQuery: true,
    resultFormat: format,
    ...(alias === undefined ? {} : { alias }),
  };
  return { build: () => ({ ...target, _implementsDataqueryVariant() {} }) };
}

/** Targets A, B, C and on. */
export function influxTargets(queries: readonly InfluxQuery[]): Builder<Dataquery>[] {
  return queries.map((query, index) => influxTarget(String.fromCharCode(65 + index), query));
}

/** Rows of a table; one frame, tags as columns. */
export function rowsOf(query: string): InfluxQuery {
  return { query, format: "table" };
}

/** Series over time. */
export function seriesOf(query: string, alias: string): InfluxQuery {
  return { query, format: "time_series", alias };
}

function oneLine(query: string): string {
  return query.replaceAll(/\s+/g, " ").trim();
}
