/** What a field holds. Numbers are floats without exception: InfluxDB refuses an integer once a float was written. */
export interface FieldMeaning {
  readonly type: "number" | "text";
  /** Meaning with its unit; says so where the field may be absent. */
  readonly what: string;
}

/** One measurement as it is written; docs/influx.md is made of these. */
export interface Measurement {
  /** What one point stands for. */
  readonly what: string;
  /** Which instant a point carries, and when it is written. */
  readonly time: string;
  /** Tags by name. Each takes values of the city's own lists, so that series never grow with what happens. */
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldMeaning>>;
}

export function number(what: string): FieldMeaning {
  return { type: "number", what };
}

export function text(what: string): FieldMeaning {
  return { type: "text", what };
}
