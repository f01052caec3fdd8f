import { NotJson } from "./not-json.ts";

/** True for what JSON writes with braces. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NotJson);
}
