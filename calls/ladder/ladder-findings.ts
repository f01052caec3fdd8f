import type { City } from "../../domain/city/city.ts";
import type { BilingualText } from "../../domain/text.ts";
import { dutyNoteTexts } from "../../locales/duty/calls.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { findLadder, type LadderNeed } from "./find-ladder.ts";

const redFlood: LadderNeed = { level: "red", mode: "daily", hazard: "waterlogging", isExercise: false };

/** People whom no endpoint reaches, and red cases that nobody would be called about. Nothing for a city without ladders. */
export function ladderFindings(city: City): readonly BilingualText[] {
  const { duty } = city;
  if (duty === undefined || duty.ladders.length === 0) return [];
  const silent = [...duty.people.values()].filter(({ channels }) => channels.length === 0);
  const ownChannels = duty.ladders.some(({ rungs }) => rungs.some(({ channel }) => channel === null));
  const unled = [...city.stations.values()].filter(({ areaCode }) => findLadder(city, areaCode, redFlood) === null);
  const areas = [...new Set(unled.map(({ areaCode }) => areaCode))];
  return [
    ...(silent.length === 0 || !ownChannels
      ? []
      : [fill(dutyNoteTexts["no-channel"], { people: enumerated(silent.map(({ id }) => id)) })]),
    ...(areas.length === 0 ? [] : [fill(dutyNoteTexts["no-ladder"], { areas: enumerated(areas) })]),
  ];
}
