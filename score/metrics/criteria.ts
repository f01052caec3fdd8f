import type { City } from "../../domain/city/city.ts";
import type { StationId } from "../../domain/ids.ts";
import type { BlindStretch } from "./blindness.ts";
import type { Crossing } from "./crossings.ts";
import type { ReadingTotals } from "./reading-totals.ts";

/** How many of how many. */
export interface Part {
  readonly of: number;
  readonly done: number;
}

/** What the city asks of its hub in a storm, each as places or things that it holds for. */
export interface Criteria {
  /** Underpasses whose true water came clearly to their lowest mark (15 cm), and those with an alarm in time or late. */
  readonly underpassesAlarmed: Part;
  /** The same underpasses, and those with an alarm or where one said by the end of the water that nobody could see them. */
  readonly underpassesKnown: Part;
  /** Underpasses that came clearly to red, and those where somebody was called at red before the closing mark (orange, 27 cm). */
  readonly redCalledBeforeClosing: Part;
  /** Blind stretches of important gauges, and those with an alarm within three intervals or over by then. */
  readonly blindSaidInTime: Part;
  /** Values of gauges without any fault, and those that the hub keeps. */
  readonly soundKept: Part;
}

export interface CriteriaSources {
  readonly city: City;
  readonly crossings: readonly Crossing[];
  /** Of important gauges. */
  readonly blind: readonly BlindStretch[];
  readonly readings: ReadingTotals;
}

export function criteriaOf({ city, crossings, blind, readings }: CriteriaSources): Criteria {
  const underpasses = crossings.filter(
    ({ mark }) => isUnderpass(city, mark.stationId) && mark.hazard === "waterlogging",
  );
  const clear = underpasses.filter(({ kind }) => kind === "clear");
  const wet = Map.groupBy(clear, ({ mark }) => mark.stationId);
  const red = [...wet.values()].filter((own) => own.some(({ mark }) => mark.level === "red"));
  return {
    underpassesAlarmed: { of: wet.size, done: [...wet.values()].filter(isAlarmed).length },
    underpassesKnown: {
      of: wet.size,
      done: [...wet.values()].filter((own) => isAlarmed(own) || isSaidBlind(own, blind)).length,
    },
    redCalledBeforeClosing: { of: red.length, done: red.filter(isRedCalledBeforeClosing).length },
    blindSaidInTime: {
      of: blind.length,
      done: blind.filter(({ isSaidInTime }) => isSaidInTime).length,
    },
    soundKept: { of: readings.sound, done: readings.sound - readings.soundLost },
  };
}

function isUnderpass({ stations }: City, id: StationId): boolean {
  return stations.get(id)?.tags.includes("underpass") === true;
}

/** Whether any alarm of the hazard came for each time the water came to the lowest of the levels. */
function isAlarmed(own: readonly Crossing[]): boolean {
  return own.every(({ firstWordAt }) => firstWordAt !== null);
}

/** Whether an alarm said, of the first time that the water came, that the place could not be seen. */
function isSaidBlind([first]: readonly Crossing[], blind: readonly BlindStretch[]): boolean {
  if (first === undefined) return false;
  const { mark, crossedAt, endedAt } = first;
  return blind.some(
    ({ stationId, from, to, raisedAt }) =>
      stationId === mark.stationId && from <= endedAt && to >= crossedAt && raisedAt !== null && raisedAt <= endedAt,
  );
}

/** By the first time that the water came to orange. */
function isRedCalledBeforeClosing(own: readonly Crossing[]): boolean {
  const closing = own.find(({ mark }) => mark.level === "orange");
  return closing !== undefined && closing.redCalledAt !== null && closing.redCalledAt <= closing.crossedAt;
}
