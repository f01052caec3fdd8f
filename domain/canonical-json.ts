/**
 * JSON with the keys of every object in order of their code units, so that the same value always gives the same bytes
 * whatever built it. What JSON cannot hold is left out or null, as `JSON.stringify` does.
 *
 * @see RFC 8785 (3.2.3, sorting of object properties)
 */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? "null";
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item) ?? "null").join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const text = textOf((value as Record<string, unknown>)[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(",")}}`;
}
