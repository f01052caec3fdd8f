import type { Position } from "../../domain/city/area-outline.ts";
import { type Course, distanceDown, measured } from "./course.ts";
import type { River } from "./plan.ts";
import type { UpstreamDraft } from "./station-draft.ts";

/** A station on a river, old or new. */
export interface RiverStation {
  readonly id: string;
  readonly riverId: string;
  readonly metresDown: number;
}

/** Water on its way: from which station, and how long it has come already. */
interface Arrival {
  readonly station: string;
  readonly seconds: number;
}

interface Reach {
  readonly river: River;
  readonly course: Course;
  /** In order of flow. */
  readonly stations: readonly RiverStation[];
  /** Rivers that flow into this one, with where. */
  readonly tributaries: readonly { readonly riverId: string; readonly metresDown: number }[];
}

/**
 * Whose water comes by each station first: the station before it on the same river, and the last ones of the rivers that join
 * between. Each station has one station below it at most, so that no water is counted twice. Travel time is distance by the
 * river's speed, in whole minutes.
 */
export function linksDownRivers(
  rivers: readonly River[],
  stations: readonly RiverStation[],
  stretch: number,
): ReadonlyMap<string, readonly UpstreamDraft[]> {
  const reaches = reachesOf(rivers, stations, stretch);
  const links = new Map<string, readonly UpstreamDraft[]>();
  for (const reach of reaches.values()) {
    for (const [index, { id, metresDown }] of reach.stations.entries()) {
      const before = reach.stations[index - 1] ?? null;
      links.set(id, arrivals(reach, { before, metresDown }, reaches).map(drafted));
    }
  }
  return links;
}

function drafted({ station, seconds }: Arrival): UpstreamDraft {
  return { station, travelTimeMin: Math.max(1, Math.round(seconds / 60)) };
}

function reachesOf(
  rivers: readonly River[],
  stations: readonly RiverStation[],
  stretch: number,
): ReadonlyMap<string, Reach> {
  const courses = new Map(rivers.map((river) => [river.id, measured(river.course)]));
  const byRiver = Map.groupBy(stations, ({ riverId }) => riverId);
  return new Map(
    rivers.map((river) => {
      const course = courses.get(river.id) ?? measured(river.course);
      const own = (byRiver.get(river.id) ?? []).toSorted((a, b) => a.metresDown - b.metresDown);
      const tributaries = rivers
        .filter(({ into }) => into === river.id)
        .map((from) => ({ riverId: from.id, metresDown: distanceDown(course, mouthOf(from), stretch) }));
      return [river.id, { river, course, stations: own, tributaries }];
    }),
  );
}

function mouthOf({ course }: River): Position {
  return course.at(-1) as Position;
}

/** What comes by a place of a river and by no station between. */
function arrivals(
  { river, stations: _, tributaries }: Reach,
  { before, metresDown }: { readonly before: RiverStation | null; readonly metresDown: number },
  reaches: ReadonlyMap<string, Reach>,
): readonly Arrival[] {
  const from = before?.metresDown ?? Number.NEGATIVE_INFINITY;
  const joining = tributaries.filter((each) => each.metresDown > from && each.metresDown <= metresDown);
  return [
    ...(before === null ? [] : [{ station: before.id, seconds: (metresDown - from) / river.speed }]),
    ...joining.flatMap((tributary) => {
      const rest = (metresDown - tributary.metresDown) / river.speed;
      return leaving(tributary.riverId, reaches).map(({ station, seconds }) => ({ station, seconds: seconds + rest }));
    }),
  ];
}

/** What leaves a river at its mouth. */
function leaving(riverId: string, reaches: ReadonlyMap<string, Reach>): readonly Arrival[] {
  const reach = reaches.get(riverId);
  if (reach === undefined) return [];
  return arrivals(reach, { before: reach.stations.at(-1) ?? null, metresDown: reach.course.length }, reaches);
}
