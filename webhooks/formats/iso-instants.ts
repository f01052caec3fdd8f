/**
 * A JSON value with every instant, that is every number whose key is `at` or ends in `At`, as ISO 8601 in UTC: the same
 * form in which the API gives cases and warnings. Everything else stays as it is.
 */
export function withIsoInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoInstants);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, isInstant(key, held) ? isoOf(held) : withIsoInstants(held)]),
  );
}

function isInstant(key: string, held: unknown): held is number {
  return typeof held === "number" && (key === "at" || key.endsWith("At"));
}

/** Null, as JSON has it, for what is no instant. */
function isoOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
