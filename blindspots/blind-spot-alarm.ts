import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Station } from "../domain/city/city.ts";
import { type Level, levelOfRank, rankOf } from "../domain/city/level.ts";
import type { AlarmKey, RuleId, StationId } from "../domain/ids.ts";
import type { BlindSpot } from "../domain/observations/blind-spot.ts";
import { blindSpotTexts } from "../locales/blindspots.ts";
import { fill } from "../locales/fill.ts";
import { blindSpotWords } from "./blind-spot-words.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** Rule id of the alarm the hub raises of itself. */
export const blindSpotRuleId = "blind-spot-in-rain" as RuleId;

export function blindSpotKey(stationId: StationId): AlarmKey {
  return `${blindSpotRuleId}|${stationId}` as AlarmKey;
}

type RainLimits = Pick<BlindSpotSettings, "rainMm" | "heavyRainMm">;

/** How grave it is to be blind at a station of this importance under this much rain; null when it is no alarm. */
function blindSpotLevel({ importance, rainMm }: BlindSpot, limits: RainLimits): Level | null {
  if (importance < 2 || rainMm < limits.rainMm) return null;
  return levelOfRank(importance + (rainMm >= limits.heavyRainMm ? 1 : 0));
}

/**
 * Moves the alarm of one station. It is raised and stepped up by silence and rain together, and ends only when the
 * gauges are heard: rain that has passed leaves water behind that nobody sees.
 *
 * @param last the transition that brought it where it is; null when it is normal
 * @param blind what is not seen; null when every gauge is heard again
 * @param at our clock
 * @returns null when it stays as it is
 */
export function stepBlindSpot(
  station: Station,
  last: AlarmTransition | null,
  blind: BlindSpot | null,
  limits: RainLimits,
  at: number,
): AlarmTransition | null {
  const from = last?.to ?? null;
  const found = blind === null ? null : blindSpotLevel(blind, limits);
  const to = blind === null ? null : rankOf(found) > rankOf(from) ? found : from;
  if (to === from) return null;
  const signal = blind?.rainMm ?? 0;
  const limit = rankOf(to ?? from) > station.importance ? limits.heavyRainMm : limits.rainMm;
  return {
    alarmKey: blindSpotKey(station.id),
    ruleId: blindSpotRuleId,
    ruleVersion: "built-in",
    hazard: "blind-spot",
    target: { kind: "station", stationId: station.id },
    from,
    to,
    at,
    receivedAt: at,
    episodeStartedAt: last?.episodeStartedAt ?? at,
    cause: blind === null ? "observation" : "clock",
    signal,
    unit: "mm",
    peakSignal: Math.max(signal, last?.peakSignal ?? signal),
    limit,
    isLate: false,
    effect: "live",
    revisesFromAt: null,
    reason: blind === null ? null : blindSpotWords(blind),
    title: fill(blindSpotTexts.title, { station: station.name }),
    advice: blindSpotTexts.advice,
    placeName: station.name,
    statement: blindSpotTexts[blind === null ? "statement-over" : "statement"],
    opensCase: true,
    draftsWarning: false,
    ...(blind === null ? {} : { blindSpot: blind }),
  };
}
