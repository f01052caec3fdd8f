import { isObject } from "./is-object.ts";

/**
 * The time that an object stands for, as text or in ms since 1970: MongoDB's `{"$date": ...}`, whose number is ms and may
 * stand in `{"$numberLong": "..."}`, and the seconds and nanoseconds of protobuf and Firestore.
 *
 * @returns undefined for any other object
 * @see MongoDB Extended JSON v2; protobuf, google.protobuf.Timestamp
 */
export function timeInObject(value: unknown): string | number | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value).sort().join();
  switch (keys) {
    case "$date":
      return typeof value.$date === "object" ? wholeNumber(inLong(value.$date)) : textOrNumber(value.$date);
    case "$numberLong":
      return wholeNumber(inLong(value));
    case "nanos,seconds":
      return ofSeconds(value.seconds, value.nanos);
    case "nanoseconds,seconds":
      return ofSeconds(value.seconds, value.nanoseconds);
    case "_nanoseconds,_seconds":
      return ofSeconds(value._seconds, value._nanoseconds);
    default:
      return undefined;
  }
}

function inLong(value: unknown): unknown {
  return isObject(value) ? value.$numberLong : undefined;
}

function textOrNumber(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value === "string") return /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
  return typeof value === "number" ? value : undefined;
}

function ofSeconds(seconds: unknown, nanos: unknown): number | undefined {
  const whole = wholeNumber(seconds);
  const part = wholeNumber(nanos);
  return whole === undefined || part === undefined ? undefined : whole * 1e3 + Math.floor(part / 1e6);
}
