/** Scalars and short groups as city files are written by hand; the same value gives the same text. */
export type FlowValue = string | number | boolean | readonly FlowValue[] | { readonly [key: string]: FlowValue };

/** What YAML reads as the same text without quotes, also within braces. */
const plain = /^(?:[\p{L}_][\p{L}\p{N}_./;()' -]*|\d+(?:s|min|h|d))$/u;
const words = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

export function scalarText(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return plain.test(value) && !words.test(value) && !value.endsWith(" ") ? value : JSON.stringify(value);
}

/** `{ zh: 隧道, en: tunnel }`, on one line. */
export function flowText(value: FlowValue): string {
  if (typeof value !== "object") return scalarText(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, each]) => `${key}: ${flowText(each)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}
