import { z } from "zod";
import { responseMoves, responseStates } from "../../../domain/governance/warnings/response.ts";
import type { AreaCode, WarningId } from "../../../domain/ids.ts";
import { responseLevels } from "../../../domain/inputs/acts/response-action.ts";
import { wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { idOf, instant, listPageQuery, pageOf, spannedQuery, whole } from "../common.ts";

const responseLevel = z.enum(responseLevels).meta({ id: "ResponseLevel", description: "IV the lowest, I the highest" });

/** What is to be said of an emergency response, in answers and in events. */
export const responseFactsShape = {
  id: z.string(),
  areaCode: z.string(),
  state: z.enum(responseStates),
  level: responseLevel.describe("The last one that it had, once terminated"),
  startedAt: instant,
  terminatedAt: instant.nullable(),
  warningIds: z.array(z.string()).describe("Warnings that it was started or adjusted upon"),
  revision: whole,
};

export const response = z
  .strictObject({
    ...responseFactsShape,
    changes: z
      .array(
        z.strictObject({
          at: instant,
          by: person(z.string()),
          do: z.enum(responseMoves),
          level: responseLevel,
          reason: person(z.string()),
        }),
      )
      .describe("Every word of the headquarters, oldest first"),
  })
  .meta({ id: "EmergencyResponse" });

export const responsePage = pageOf(response);

export const responsePath = z.strictObject({ id: idOf<string>() });

export const responseQuery = spannedQuery({
  state: z.enum(responseStates).optional(),
  areaCode: idOf<AreaCode>().optional().describe("Responses of this area and of all below it"),
  limit: listPageQuery.limit,
  before: listPageQuery.before,
});

const reason = wordsOf(500);

const warningIds = z.array(idOf<WarningId>()).max(50).default([]);

export const responseActionBody = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("start"), areaCode: idOf<AreaCode>(), level: responseLevel, reason, warningIds }),
    z.strictObject({ do: z.literal("adjust"), areaCode: idOf<AreaCode>(), level: responseLevel, reason, warningIds }),
    z.strictObject({ do: z.literal("terminate"), areaCode: idOf<AreaCode>(), reason }),
  ])
  .describe("What the headquarters has decided: the hub records it and decides nothing");
