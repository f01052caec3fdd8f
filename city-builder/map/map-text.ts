import type { CityMap } from "../../domain/city/city-map.ts";

/** A map as a file of a city folder: a feature a line, so that two versions can be compared. */
export function mapText({ features, ...head }: CityMap): string {
  const members = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = features.map((feature) => `    ${JSON.stringify(feature)}`);
  return `{\n${members.join("\n")}\n  "features": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
