import { seededRandom } from "../models/seeded-random.ts";
import type { CaseNews } from "./case-news.ts";
import type { PlannedCall } from "./planned-call.ts";

/** A step of a case, as a platform tells it. */
interface Step {
  readonly step: "accept" | "refuse" | "feedback" | "verified";
  readonly text?: string;
  readonly reason?: string;
  readonly photos?: readonly string[];
}

/** How many of all stations are taken for those of another unit at first. */
const returnedShare = 0.15;

const fallbackWork = "已到场处置完毕 / Dealt with on the spot";

/** What was done at the place, by hazard; both languages in one, as people write one text. */
const workDone: Readonly<Record<string, string>> = {
  waterlogging: "已封路设牌，两台水泵抽排 / Road closed off, two pumps at work",
  "river-flood": "已加强巡堤，亲水平台已关闭 / Dikes patrolled, waterside platforms closed",
  "electric-leakage": "已断电并查明漏电点，绝缘已修复 / Supply cut, leak found and insulated",
  "dam-failure": "下游已清场，坝袋已检查 / Nobody left downstream, bladder checked",
  "toxic-gas": "井口已围挡，强制通风 / Manhole fenced off, air forced in",
  "combustible-gas": "已查漏堵漏并通风 / Leak found and stopped, aired",
};

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
      if (isGivenBack) return [planned(news, 3_000, { step: "refuse", reason: notOurs })];
      const acceptedMs = 2_000 + 3_000 * chance("accepts");
      const doneMs = acceptedMs + 8_000 + 12_000 * chance("works");
      return [planned(news, acceptedMs, { step: "accept" }), planned(news, doneMs, feedbackOn(news))];
    }
    // Water that came back has to be dealt with again.
    case "reworked":
      return [planned(news, 6_000 + 6_000 * chance("works"), feedbackOn(news))];
    case "feedback":
      return isActive ? [] : [planned(news, 3_000, verified)];
    case "hazard-over":
      return state === "handled" ? [planned(news, 3_000, verified)] : [];
    default:
      return [];
  }
}

const notOurs = "该路段不属我单位养护 / This stretch of road is not ours to keep";

const verified: Step = { step: "verified", text: "现场复核，险情已消除 / Looked again, hazard is over" };

function feedbackOn({ caseId, hazard }: CaseNews): Step {
  return {
    step: "feedback",
    text: workDone[hazard] ?? fallbackWork,
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
