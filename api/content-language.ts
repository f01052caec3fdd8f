import type { Language } from "../domain/text.ts";
/**
 * Language to answer in.
 *
 * @param header Accept-Language as sent; Chinese where it asks for neither of ours
 * @see RFC 9110 12.5.4
 */
export function contentLanguageOf(header: string | undefined): Language {
  if (header === undefined) return "zh";
  let best: Language = "zh";
  let bestWeight = 0;
  for (const range of header.split(",", 32)) {
    const [tag = "", ...parameters] = range.split(";", 4).map((part) => part.trim().toLowerCase());
    const primary = tag.split("-", 1)[0];
    if (primary !== "zh" && primary !== "en") continue;
    const weight = weightIn(parameters);
    if (weight > bestWeight) {
      best = primary;
      bestWeight = weight;
    }
  }
  return best;
}

function weightIn(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  if (quality === undefined) return 1;
  const weight = Number(quality.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
