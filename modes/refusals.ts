import type { Mode, ModeSetterPart } from "../domain/city/mode.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import { partNames } from "../locales/case-moves.ts";
import { fill, joined } from "../locales/fill.ts";
import { durationText } from "../locales/format/times.ts";
import { modeNames, modeRefusalTexts } from "../locales/modes.ts";
import { marks } from "../locales/shared.ts";

/** No such request waits: it was never made, taken back, or another has taken its place. */
export const noRequest: Refusal = { code: "modes.no_request", words: modeRefusalTexts["no-request"] };

export const requestOver: Refusal = { code: "modes.request_over", words: modeRefusalTexts["request-over"] };

export const untilOver: Refusal = { code: "modes.until_over", words: modeRefusalTexts["until-over"] };

export const switchUnderWay: Refusal = { code: "modes.switch_under_way", words: modeRefusalTexts["switch-under-way"] };

export function samePerson(by: string): Refusal {
  return { code: "modes.same_person", words: fill(modeRefusalTexts["same-person"], { by }) };
}

export function notTheirPart(mode: Mode, parts: readonly ModeSetterPart[]): Refusal {
  const who = joined(
    parts.map((part) => partNames[part]),
    marks.comma,
  );
  return {
    code: "modes.not_their_part",
    words: fill(modeRefusalTexts["not-their-part"], { mode: modeNames[mode], parts: who }),
  };
}

export function secondPersonNeeded(mode: Mode): Refusal {
  return {
    code: "modes.second_person",
    words: fill(modeRefusalTexts["second-person"], { mode: modeNames[mode] }),
  };
}

/** @param longestMs null where it may last as long as it likes, but the end has passed */
export function tooLong(mode: Mode, longestMs: number | null): Refusal {
  if (longestMs === null) return untilOver;
  const most = durationText(longestMs);
  return { code: "modes.too_long", words: fill(modeRefusalTexts["too-long"], { mode: modeNames[mode], most }) };
}

export function reasonWanted(mode: Mode): Refusal {
  return { code: "modes.reason_wanted", words: fill(modeRefusalTexts["reason-wanted"], { mode: modeNames[mode] }) };
}
