/**
 * Line protocol of InfluxDB: `measurement,tag=x field=1,other="words" time`.
 *
 * @see InfluxDB 1.8 line protocol reference
 */

/** Fields of one point; what is null, undefined or no finite number is left out. */
export type Fields = Readonly<Record<string, number | string | null | undefined>>;
export type Tags = Readonly<Record<string, string | null | undefined>>;

/** Measurement and tags. Tags without a value are left out; the others go in order of their names, as the server keeps them. */
export function seriesKey(measurement: string, tags: Tags): string {
  const set = Object.entries(tags)
    .filter((tag): tag is [string, string] => typeof tag[1] === "string" && tag[1] !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `,${escapeKey(name)}=${escapeKey(value)}`);
  return escapeKey(measurement, /[, ]/g) + set.join("");
}

/**
 * One point.
 *
 * @param at in the unit of the request
 * @returns null when no field has a value, as InfluxDB takes no point without one
 */
export function line(key: string, fields: Fields, at: number | string): string | null {
  const set: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") set.push(`${name}="${escapeText(value)}"`);
    else if (typeof value === "number" && Number.isFinite(value)) set.push(`${name}=${value}`);
  }
  return set.length === 0 ? null : `${key} ${set.join(",")} ${at}`;
}

/**
 * Nanoseconds of an instant in milliseconds, its last six digits taken from a count: changes of the same millisecond
 * stay apart, and each has the same time whenever it is sent.
 */
export function countedTime(at: number, count: number): string {
  return `${Math.trunc(at)}${String(count % 1_000_000).padStart(6, "0")}`;
}

/** A backslash would escape what comes after it and a newline would end the point: both become other marks. */
function escapeKey(value: string, special = /[,= ]/g): string {
  return value
    .replaceAll(/[\r\n\t]/g, " ")
    .replaceAll("\\", "/")
    .replaceAll(special, "\\$&");
}

function escapeText(value: string): string {
  return value.replaceAll(/[\\"]/g, "\\$&").replaceAll(/[\r\n]+/g, " ");
}
