import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import { liveLevelOf } from "../domain/alarms/live-level.ts";
import type { Silence } from "../domain/alarms/order.ts";
import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import { contactOfArea, contactOfStation, geoPointOf } from "../domain/city/contact.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import { exerciseMark, isExerciseAlarm } from "../domain/governance/exercise.ts";
import { idFrom } from "../domain/ids.ts";
import { sameInBoth } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { namedBy } from "../locales/format/entered-by.ts";
import { localTime } from "../locales/format/times.ts";
import { saidAs } from "../locales/messages/exercise.ts";
import { suppressionEventTexts } from "../locales/suppression.ts";
import { wordsForTransition } from "../messages/alarm-line.ts";
import { measuredOf } from "../messages/measured.ts";

/** An alarm that is kept from cases, and what keeps it. */
interface HiddenAlarm {
  readonly transition: AlarmTransition;
  readonly hold: Hold;
  /** Our clock. */
  readonly at: number;
}

/** Says that a red alarm is kept from cases, and by whom. */
export function alarmHidden({ transition, hold, at }: HiddenAlarm, city: City): HubEvent {
  const { alarmKey, title, advice, target, hazard, signal, unit, episodeStartedAt, doubt } = transition;
  const line = wordsForTransition(transition, { timeZone: city.timeZone });
  const measured = measuredOf(transition);
  const mark = exerciseMark(isExerciseAlarm(city, target));
  return {
    id: idFrom("event", "alarm.hidden", alarmKey, episodeStartedAt, transition.at, hold.id),
    type: "alarm.hidden",
    subject: alarmKey,
    level: "red",
    isUrgent: liveLevelOf(transition) === "red",
    at,
    data: {
      alarmKey,
      hazard,
      target,
      signal,
      unit,
      episodeStartedAt,
      hold,
      ...(doubt === undefined ? {} : { doubt }),
      title: saidAs(fill(suppressionEventTexts["alarm-hidden"], { title, hold: hold.words }), mark),
      message: saidAs(fill(suppressionEventTexts["alarm-hidden-message"], { line, hold: hold.words, advice }), mark),
      ...(measured === null ? {} : { measured }),
      ...mark,
      ...whereabouts(transition, city),
    },
  };
}

/** Names, place and contact of what an alarm is about, as they are now. */
function whereabouts({ target }: AlarmTransition, city: City) {
  if (target.kind === "area") {
    const { areaName, areaPath } = areaNames(city, target.areaCode);
    return { placeName: areaName, place: null, areaPath, ...contactOfArea(city, target.areaCode) };
  }
  const station = city.stations.get(target.stationId);
  if (station === undefined) return { placeName: sameInBoth(target.stationId), place: null, areaPath: [] };
  const { areaPath } = areaNames(city, station.areaCode);
  return { placeName: station.name, place: geoPointOf(station), areaPath, ...contactOfStation(city, station) };
}

/** A silence that ends soon. */
interface EndingSilence {
  readonly silence: Silence;
  /** Alarms that it holds. */
  readonly heldNow: number;
  /** Our clock. */
  readonly at: number;
  readonly timeZone: string;
}

/** Reminds people that a silence ends soon. */
export function silenceEnding({ silence, heldNow, at, timeZone }: EndingSilence): HubEvent {
  const { id, reason, untilAt } = silence;
  const owner = namedBy(silence.owner, silence.caller);
  const until = localTime(untilAt, timeZone);
  const title = fill(suppressionEventTexts["silence-ending"], { owner, reason, until, count: heldNow });
  return {
    id: idFrom("event", "silence.ending", id),
    type: "silence.ending",
    subject: id,
    level: null,
    isUrgent: false,
    at,
    data: {
      ...silence,
      heldNow,
      title,
      message: fill(suppressionEventTexts["silence-ending-message"], { title }),
    },
  };
}
