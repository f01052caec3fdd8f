import { z } from "zod";
import { stationKinds } from "../../../domain/city/city.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { pondingMoves } from "../../../domain/inputs/acts/ponding-action.ts";
import { sameInBoth } from "../../../domain/text.ts";
import { wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, idOf, instant, whole } from "../common.ts";

const day = z.iso.date();

export const pondingListing = z
  .strictObject({
    listedOn: day,
    deepestM: z.number().nullable().describe("Deepest water on record, m"),
    cause: bilingualText.nullable(),
    measures: bilingualText.nullable(),
    reviewedOn: day.nullable(),
    reviewDueOn: day,
    source: z.string(),
    isDemonstration: z.boolean(),
  })
  .meta({ id: "PondingListing", description: "A line of the city's list of ponding places; days of its calendar" });

const states = ["listed", "delisted"] as const;

export const pondingPlace = z.strictObject({
  stationId: z.string(),
  name: bilingualText,
  kind: z.enum(stationKinds),
  areaCode: z.string(),
  state: z.enum([...states, "unlisted"]).describe("delisted: it was taken off; unlisted: it was never on the list"),
  ponding: pondingListing.nullable().describe("Null for a place that is not on the list"),
  isReviewOverdue: z.boolean(),
  revision: whole.describe("For If-Match; 0 where the list says what the city's file says"),
});

export const pondingPlaces = z.strictObject({ today: day, overdue: whole, rows: z.array(pondingPlace) });

export const pondingPlaceWithHistory = z
  .strictObject({
    ...pondingPlace.shape,
    changes: z
      .array(
        z.strictObject({
          at: instant,
          by: person(z.string()),
          do: z.enum(pondingMoves),
          reason: person(z.string()),
          before: pondingListing.nullable(),
          after: pondingListing.nullable(),
        }),
      )
      .describe("What officers did about it, oldest first"),
  })
  .meta({ id: "PondingPlace" });

export const pondingPath = z.strictObject({ id: idOf<string>() });

export const pondingQuery = z.strictObject({
  areaCode: idOf<AreaCode>().optional().describe("Places of this area and of all below it"),
  state: z.enum(states).default("listed"),
  overdue: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .describe("true: those whose review is overdue alone"),
});

const reason = wordsOf(500).describe("Why; kept with the change");

/** Words by an officer, in one language or in both. */
const words = z.union([wordsOf(500).transform(sameInBoth), bilingualText]);

const facts = {
  deepestM: z.number().min(0).max(20).nullable().describe("Deepest water on record, m; null where nobody measured"),
  cause: words.nullable(),
  measures: words.nullable(),
  source: wordsOf(300).describe("List, notice or minutes that it rests on"),
};

const reviewDueOn = day.describe("Day of the city's calendar by which it is to be reviewed again, after today");

const changed = z.strictObject(facts).partial().shape;

/** What an officer does about a place. */
export const pondingActionBody = z.discriminatedUnion("do", [
  z.strictObject({
    ...{ do: z.literal("list"), reason, reviewDueOn, source: facts.source },
    deepestM: facts.deepestM.default(null),
    cause: facts.cause.default(null),
    measures: facts.measures.default(null),
  }),
  z.strictObject({ do: z.literal("review"), reason, reviewDueOn, ...changed }),
  z.strictObject({ do: z.literal("change"), reason, reviewDueOn: reviewDueOn.optional(), ...changed }),
  z.strictObject({ do: z.literal("delist"), reason }),
]);
