import type { City } from "../domain/city/city.ts";
import type { Call, Callee } from "../domain/duty/call.ts";
import type { PersonEntry } from "../domain/governance/case.ts";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { callTexts, skipTexts } from "../locales/duty/calls.ts";
import { fill, joined } from "../locales/fill.ts";
import { durationText } from "../locales/format/times.ts";
import { marks } from "../locales/shared.ts";
import type { UnansweredRound } from "./ladder/climb.ts";
import type { LadderEnd } from "./ladder/ladder-run.ts";

/** Who is called, with the post where a rung names one. */
function whom({ posts }: NonNullable<City["duty"]>, { to, postId }: Call): BilingualText {
  const post = postId === null ? undefined : posts.get(postId)?.name;
  const names = [...(post === undefined ? [] : [post]), ...(to === null ? [] : [to.name])];
  return joined(names, sameInBoth(" "));
}

/** The line of a call on the timeline of its case: made, missed or skipped; null for what another line says already. */
export function lineOfCall(call: Call, city: City): PersonEntry | null {
  const { state, askedAt, endedAt, ladderId } = call;
  const words = wordsForCall(call, city);
  if (words === null) return null;
  const kind = state === "waiting" ? "called" : state === "missed" ? "call-missed" : "call-skipped";
  return { kind, at: endedAt ?? askedAt, by: ladderId, part: "rule", words };
}

function wordsForCall(call: Call, { duty }: City): BilingualText | null {
  if (duty === undefined) return null;
  const { rung, channel, askedAt, dueAt, skippedBecause } = call;
  const name = whom(duty, call);
  const by = channel ?? "-";
  switch (call.state) {
    case "waiting":
      return fill(callTexts.called, { rung, name, channel: by, within: durationText((dueAt ?? askedAt) - askedAt) });
    case "missed":
      return fill(callTexts.missed, { name, channel: by });
    case "answered":
      return null;
    case "skipped": {
      // A line of the case or of its ladder says that somebody has answered, that the hazard or the case is over, or that the case has fallen.
      if (skippedBecause === undefined || skippedBecause === "answered-elsewhere") return null;
      if (skippedBecause === "hazard-over" || skippedBecause === "level-fell") return null;
      if (skippedBecause === "case-over") return null;
      const named = fill(channel === null ? callTexts.who : callTexts["who-by"], { name, channel: by });
      const who = name.zh === "" ? callTexts.nobody : named;
      return fill(callTexts.skipped, { rung, who, reason: skipTexts[skippedBecause] });
    }
  }
}

/** The line of a round that nobody answered. @param at our clock, ms since 1970 */
export function lineOfRound({ ladderId, round, isOver }: UnansweredRound, at: number): PersonEntry {
  const words = fill(callTexts[isOver ? "unanswered-over" : "unanswered"], { round });
  return { kind: "noted", at, by: ladderId, part: "rule", words };
}

/** The line of a ladder that ends without an answer. @param at our clock, ms since 1970 */
export function lineOfEnd({ kind, ladderId }: LadderEnd, at: number): PersonEntry {
  return { kind: "noted", at, by: ladderId, part: "rule", words: callTexts[kind] };
}

/** Whom to phone, as a sentence; empty where nobody has a number. */
export function phonesOf(callees: readonly Pick<Callee, "name" | "phone">[]): BilingualText {
  const lines = callees.flatMap(({ name, phone }) => (phone === null ? [] : [fill(callTexts.phone, { name, phone })]));
  return lines.length === 0 ? sameInBoth("") : fill(callTexts.phones, { list: joined(lines, marks.list) });
}
