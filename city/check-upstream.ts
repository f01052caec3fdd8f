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
          wanted: "a station that this one's water does not lead back to",
          got: `${from}, whose own water comes from ${loop.join(", that from ")}`,
          fix: "water runs one way: remove the link that points downstream",
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
