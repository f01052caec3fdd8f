import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import { contactOfArea } from "../domain/city/contact.ts";
import { type Level, levels } from "../domain/city/level.ts";
import type { ResponseEvent } from "../domain/governance/event.ts";
import type { EmergencyResponse, ResponseStatus, ResponseSummary } from "../domain/governance/warnings/response.ts";
import { idFrom } from "../domain/ids.ts";
import { type ResponseLevel, responseLevels } from "../domain/inputs/acts/response-action.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { responseLevelNames, responseTexts } from "../locales/messages/responses.ts";

export function responseEvent(before: EmergencyResponse | null, after: EmergencyResponse, city: City): ResponseEvent {
  const response = summarizeResponse(after, city);
  const last = after.changes.at(-1);
  const isGraver =
    after.state === "active" && rankOfResponse(after.level) > (before === null ? 0 : rankOfResponse(before.level));
  return {
    id: idFrom("event", after.id, after.revision),
    type: "response.changed",
    subject: after.id,
    level: after.state === "terminated" ? null : colourBeside(after.level),
    isUrgent: isGraver,
    at: last?.at ?? after.startedAt,
    data: {
      change: {
        before: before === null ? null : statusOf(before),
        after: statusOf(after),
        by: last?.by ?? "",
        reason: last?.reason ?? "",
      },
      message: messageOf(before, after, response.areaName),
      title: fill(responseTexts.title, { area: response.areaName, level: response.levelName }),
      response,
    },
  };
}

/** The response with the names of its area. */
function summarizeResponse({ changes: _, ...facts }: EmergencyResponse, city: City): ResponseSummary {
  return {
    ...facts,
    levelName: responseLevelNames[facts.level],
    ...areaNames(city, facts.areaCode),
    ...contactOfArea(city, facts.areaCode),
    link: `/api/v1/responses/${facts.id}`,
  };
}

function messageOf(before: EmergencyResponse | null, after: EmergencyResponse, area: BilingualText): BilingualText {
  const blanks = { area, level: responseLevelNames[after.level], reason: after.changes.at(-1)?.reason ?? "" };
  if (before === null) return fill(responseTexts.started, blanks);
  if (after.state === "terminated") return fill(responseTexts.terminated, blanks);
  const from = responseLevelNames[before.level];
  if (before.level === after.level) return fill(responseTexts.linked, blanks);
  const way = rankOfResponse(after.level) > rankOfResponse(before.level) ? "raised" : "lowered";
  return fill(responseTexts[way], { ...blanks, from });
}

function statusOf({ state, level, revision }: EmergencyResponse): ResponseStatus {
  return { state, level, revision };
}

/** 1 for IV to 4 for I. */
function rankOfResponse(level: ResponseLevel): number {
  return responseLevels.indexOf(level) + 1;
}

/** The colour of the same place in its own scale, for the order of delivery. */
function colourBeside(level: ResponseLevel): Level {
  return levels[responseLevels.indexOf(level)] ?? "blue";
}
