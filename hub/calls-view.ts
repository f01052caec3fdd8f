import type { CallsView, OnDutyView } from "../api/ports.ts";
import { calleeOf } from "../calls/ladder/attempts.ts";
import { onDuty } from "../calls/roster/on-duty.ts";
import type { City } from "../domain/city/city.ts";
import type { DutyPost } from "../domain/city/policies/duty.ts";
import type { Callee } from "../domain/duty/call.ts";
import type { PersonId } from "../domain/ids.ts";
import { type CallsViewParts, shiftSheet } from "./shift-sheet.ts";

/** Calls, rosters and handovers, as the API shows them. */
export function viewCalls(parts: CallsViewParts): CallsView {
  const { city, judging } = parts;
  const { calls, shifts } = judging;
  return {
    calls: ({ caseId, state }) =>
      calls.calls().filter((call) => (caseId ?? call.caseId) === call.caseId && (state ?? call.state) === call.state),
    callById: (id) => calls.call(id),
    isUnanswered: (caseId) => calls.isUnanswered(caseId),
    roster: (at) =>
      [...(city.duty?.posts.values() ?? [])].map((post) => {
        const { id: postId, name, areaCode } = post;
        return { postId, name, areaCode, onDuty: dutyOf(city, post, at) };
      }),
    handovers: (postId) => shifts.handovers(postId),
    async sheet(postId) {
      const post = city.duty?.posts.get(postId);
      return post === undefined ? null : shiftSheet(post, parts);
    },
  };
}

function dutyOf({ duty, timeZone }: City, post: DutyPost, at: number): OnDutyView {
  const now = onDuty(post, at, timeZone);
  const callees = (ids: readonly PersonId[]): readonly Callee[] =>
    ids.flatMap((id) => {
      const person = duty?.people.get(id);
      return person === undefined ? [] : [calleeOf(person)];
    });
  return { people: callees(now.people), deputies: callees(now.deputies), untilAt: now.untilAt };
}
