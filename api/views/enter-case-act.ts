import type { FastifyRequest } from "fastify";
import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { CaseAction } from "../../domain/inputs/acts/case-action.ts";
import { changedSinceTexts } from "../../locales/case-moves.ts";
import { fill, joined } from "../../locales/fill.ts";
import { marks, thingNames } from "../../locales/shared.ts";
import type { StateQueries } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import { HttpProblem, unknownId } from "../http/http-problem.ts";
import { enterAct } from "./enter-act.ts";

/** Changes of others that an answer names, the newest. */
const namedChanges = 5;

/** Lines of the timeline that an act is answered with, so that it costs the same however old its case is. */
const linesAfterAct = 1 + namedChanges;

/**
 * @param lines of its timeline that are wanted; all that are shown where left out
 * @throws {HttpProblem} `api.unknown_id`
 */
export async function requireCase(state: StateQueries, id: string, lines?: number): Promise<CaseWithTimeline> {
  const found = await state.caseById(id, lines);
  if (found === null) throw unknownId("path", "id", id, thingNames.case);
  return found;
}

/**
 * Enters what somebody does to a case and waits until it is in effect.
 *
 * @returns the case after it, with the first line of its timeline and the newest
 * @throws {HttpProblem} `api.refused`; `api.changed_since` with who changed what since the revision that was seen
 */
export async function enterCaseAct(
  entry: CaseAction,
  { caller, scope: { state } }: Pick<FastifyRequest, "caller" | "scope">,
  deps: Pick<ApiDeps, "entries" | "log">,
): Promise<CaseWithTimeline> {
  try {
    await enterAct(entry, caller, deps);
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.code !== "api.changed_since" || error.refusal === null) throw error;
    const seen = entry.ifRevision ?? 0;
    throw new HttpProblem(
      error.code,
      [],
      withChanges(error.refusal, await requireCase(state, entry.caseId, linesAfterAct), seen),
    );
  }
  return await requireCase(state, entry.caseId, linesAfterAct);
}

/** Every change of a case is one line of its timeline. */
function withChanges(refusal: Refusal, { revision, timeline }: CaseWithTimeline, seen: number): Refusal {
  const count = Math.min(revision - seen, namedChanges);
  if (count <= 0) return refusal;
  const changes = joined(
    timeline.slice(-count).map(({ words }) => words),
    marks.semicolon,
  );
  return { ...refusal, words: fill(changedSinceTexts.changes, { words: refusal.words, changes }) };
}
