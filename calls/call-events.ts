import type { Call, Callee } from "../domain/duty/call.ts";
import type { CaseSummary } from "../domain/governance/case.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import { idFrom } from "../domain/ids.ts";
import { callTexts } from "../locales/duty/calls.ts";
import { fill } from "../locales/fill.ts";
import { localTimeBeside } from "../locales/format/times.ts";
import { saidAs } from "../locales/messages/exercise.ts";
import type { UnansweredRound } from "./ladder/climb.ts";
import { lineOfRound, phonesOf } from "./words.ts";

/**
 * Calls somebody by the call's own endpoint and no other; null for what waits for no answer. Its subject is the call: a call must
 * not queue behind what the endpoint has not taken of the case before.
 */
export function callRequested(call: Call, about: CaseSummary, timeZone: string): HubEvent | null {
  const { callId, to, channel, dueAt, askedAt } = call;
  if (to === null || channel === null || dueAt === null || call.state !== "waiting") return null;
  const until = localTimeBeside(dueAt, askedAt, timeZone);
  const { title, advice } = about;
  return {
    id: idFrom("event", callId),
    type: "call.requested",
    subject: callId,
    level: about.level ?? about.peakLevel,
    isUrgent: true,
    at: askedAt,
    only: channel,
    data: {
      call,
      title: saidAs(fill(callTexts["requested-title"], { name: to.name, title }), about),
      message: saidAs(fill(callTexts["requested-message"], { name: to.name, until, title, advice }), about),
      case: about,
    },
  };
}

/** Tells everybody that nobody has answered. @param at our clock, ms since 1970 */
export function callUnanswered(
  unanswered: UnansweredRound & { readonly runId: string; readonly called: readonly Callee[] },
  about: CaseSummary,
  at: number,
): HubEvent {
  const { runId, called, ...round } = unanswered;
  const { title, advice } = about;
  const line = lineOfRound(round, at).words;
  return {
    id: idFrom("event", "call.unanswered", about.id, runId, round.round),
    type: "call.unanswered",
    subject: about.id,
    level: about.level ?? about.peakLevel,
    isUrgent: true,
    at,
    data: {
      ...round,
      called,
      title: saidAs(fill(callTexts["unanswered-title"], { title }), about),
      message: saidAs(fill(callTexts["unanswered-message"], { title, line, phones: phonesOf(called), advice }), about),
      case: about,
    },
  };
}
