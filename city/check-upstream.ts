import { sameInBoth } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { fill, joined } from "../locales/fill.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";
import type { StationEntry } from "./city-schema.ts";
import { type KnownIds, missingReference } from "./references.ts";

/** Where water comes from must be there, and may not come from here in the end. */
export function checkUpstream(
  stations: ReadonlyMap<string, Declaration<StationEntry>>,
  known: KnownIds,
): readonly ConfigProblem[] {
  return [...stations.values()].flatMap((station) =>
    station.value.upstream.flatMap(({ station: from }, index) => {
      const path = ["upstream", index, "station"];
      const missing = missingReference(station, path, from, known);
      const loop = missing.length > 0 ? null : cycleThrough(station.value.id, from, stations);
      if (loop === null) return missing;
      return [
        {
          where: station.place(path),
          path: station.path(path),
          wanted: cityTexts["wanted.upstream"],
          got: fill(cityTexts["got.upstream"], {
            from,
            stations: joined(loop.map(sameInBoth), cityTexts["upstream.then"]),
          }),
          fix: cityTexts["fix.upstream"],
        },
      ];
    }),
  );
}

/** The way upstream from `from` that ends at `id`; null where there is none. Each station is looked at once. */
function cycleThrough(
  id: string,
  from: string,
  stations: ReadonlyMap<string, Declaration<StationEntry>>,
): readonly string[] | null {
  const ways: (readonly string[])[] = [[from]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    const at = way.at(-1) as string;
    if (at === id) return way.length > 1 ? way.slice(1) : way;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const link of stations.get(at)?.value.upstream ?? []) ways.push([...way, link.station]);
  }
  return null;
}
