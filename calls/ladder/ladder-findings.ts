import type { City } from "../../domain/city/city.ts";
import type { DutyPlan, Ladder, Rung } from "../../domain/city/policies/duty.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { dutyNoteTexts } from "../../locales/duty/calls.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { findLadder, type LadderNeed } from "./find-ladder.ts";

const redFlood: LadderNeed = { level: "red", mode: "daily", hazard: "waterlogging", isExercise: false };

/**
 * People whom no endpoint reaches, ladders of drills that no drill goes out by, and red cases that nobody would be called
 * about. Nothing for a city without ladders.
 */
export function ladderFindings(city: City): readonly BilingualText[] {
  const { duty } = city;
  if (duty === undefined || duty.ladders.length === 0) return [];
  const silent = [...duty.people.values()].filter(({ channels }) => channels.length === 0);
  const ownChannels = duty.ladders.some(({ rungs }) => rungs.some(({ channel }) => channel === null));
  const unled = [...city.stations.values()].filter(({ areaCode }) => findLadder(city, areaCode, redFlood) === null);
  const mute = duty.ladders.filter((ladder) => ladder.callsInDrills && !reachesInDrills(ladder, duty));
  const areas = [...new Set(unled.map(({ areaCode }) => areaCode))];
  return [
    ...(silent.length === 0 || !ownChannels
      ? []
      : [fill(dutyNoteTexts["no-channel"], { people: enumerated(silent.map(({ id }) => id)) })]),
    ...(mute.length === 0
      ? []
      : [fill(dutyNoteTexts["no-drill-channel"], { ladders: enumerated(mute.map(({ id }) => id)) })]),
    ...(areas.length === 0 ? [] : [fill(dutyNoteTexts["no-ladder"], { areas: enumerated(areas) })]),
  ];
}

/** Whether an endpoint that some rung calls by takes drills. */
function reachesInDrills({ rungs }: Ladder, { posts, people, drillChannels }: DutyPlan): boolean {
  const peopleOf = ({ to }: Rung): readonly PersonId[] =>
    to.kind === "person"
      ? [to.personId]
      : (posts.get(to.postId)?.shifts ?? []).flatMap(({ rotation, deputies }) => [...rotation.flat(), ...deputies]);
  const channelsOf = (rung: Rung) =>
    rung.channel === null ? peopleOf(rung).flatMap((id) => people.get(id)?.channels ?? []) : [rung.channel];
  return rungs.flatMap(channelsOf).some((channel) => drillChannels.has(channel));
}
