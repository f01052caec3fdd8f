import type { Said } from "../../domain/text.ts";
import { demoWorkTexts } from "../../locales/simulation/demo.ts";
import { seededRandom } from "../seeded-random.ts";
import type { CaseNews } from "./case-news.ts";
import type { PlannedCall } from "./planned-call.ts";

/** A step of a case, as a platform tells it. */
interface Step {
  readonly step: "accept" | "refuse" | "feedback" | "verified";
  readonly text?: Said;
  readonly reason?: Said;
  readonly photos?: readonly string[];
}

/** How many of all stations are taken for those of another unit at first. */
const returnedShare = 0.15;

/**
 * What the units of a demonstration do about a case: they take it on within seconds, do their work, send word with a photo, and
 * look again once the hazard is over. Some places they give back at first as another's. Pure: the same seed, the same units.
 */
export function plannedSteps(news: CaseNews, seed: string): readonly PlannedCall[] {
  const { what, stationId, state, isActive } = news;
  const chance = (of: string) => seededRandom(seed, stationId, of);
  switch (what) {
    case "dispatched": {
      const isGivenBack = news.returns === 0 && chance("returns") < returnedShare;
      if (isGivenBack) return [planned(news, 3_000, { step: "refuse", reason: demoWorkTexts["not-ours"] })];
      const acceptedMs = 2_000 + 3_000 * chance("accepts");
      const doneMs = acceptedMs + 8_000 + 12_000 * chance("works");
      return [planned(news, acceptedMs, { step: "accept" }), planned(news, doneMs, feedbackOn(news))];
    }
    // Water that came back has to be dealt with again.
    case "reworked":
      return [planned(news, 6_000 + 6_000 * chance("works"), feedbackOn(news))];
    case "feedback":
      return isActive ? [] : [planned(news, 3_000, verified())];
    case "hazard-over":
      return state === "handled" ? [planned(news, 3_000, verified())] : [];
    default:
      return [];
  }
}

function verified(): Step {
  return { step: "verified", text: demoWorkTexts.verified };
}

function feedbackOn({ caseId, hazard }: CaseNews): Step {
  return {
    step: "feedback",
    text: isKnownWork(hazard) ? demoWorkTexts[hazard] : demoWorkTexts.done,
    photos: [`https://photos.example/${caseId}-1.jpg`],
  };
}

function planned({ eventId, caseId, title }: CaseNews, afterMs: number, body: Step): PlannedCall {
  return {
    as: "unit",
    what: body.step,
    about: title,
    afterMs: Math.round(afterMs),
    path: `/api/v1/cases/${caseId}/steps`,
    key: `${eventId}:${body.step}`,
    body,
  };
}

function isKnownWork(hazard: string): hazard is keyof typeof demoWorkTexts {
  return Object.hasOwn(demoWorkTexts, hazard);
}
