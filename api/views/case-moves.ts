import type { z } from "zod";
import { type AllowedMove, allowedMoves, type MoveContext } from "../../cases/lifecycle/moves.ts";
import { caseNotOpen } from "../../cases/refusals.ts";
import type { Case } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { CaseMove } from "../../domain/inputs/acts/case-action.ts";
import { caseStateNames, handledText, moveNames } from "../../locales/case-moves.ts";
import type { StateQueries } from "../../store/ports.ts";
import { caseSummary } from "../schemas/case.ts";
import type { CaseStepBody, caseMoves } from "../schemas/governance/case-acts.ts";
import type { Scope } from "../scope/scope.ts";
import { withheldTexts, wordsWithout } from "../scope/withhold-fields.ts";

/** Every move of a case, as an operator at the hub may make it. */
export async function viewMoves(
  of: Case,
  context: MoveContext,
  { state, fields }: Pick<Scope, "state" | "fields">,
): Promise<z.infer<typeof caseMoves>> {
  const isReachable = !isCaseOver(of) || (await isNewest(of, state));
  const moves = allowedMoves(of, undefined, context);
  const texts = withheldTexts(caseSummary, of, fields);
  return {
    caseId: of.id,
    state: of.state,
    stateName: caseStateNames[of.state],
    revision: of.revision,
    moves: moves.map((move) => viewMove(isReachable ? move : { ...move, refusal: caseNotOpen(of.id) }, texts)),
  };
}

/** Of what is over, the newest case of a hazard at a station alone can still be moved. */
async function isNewest({ id, hazard, stationId }: Case, state: Pick<StateQueries, "cases">): Promise<boolean> {
  const { rows } = await state.cases({ hazard, stationId }, { limit: 1, before: null });
  return rows[0]?.id === id;
}

/** @param texts about persons, which a reason may repeat and the reader has no right to */
function viewMove(
  { do: kind, to, refusal, lacking }: AllowedMove,
  texts: ReadonlySet<string>,
): z.infer<typeof caseMoves>["moves"][number] {
  return {
    do: kind,
    name: moveNames[kind],
    to,
    toName: to === null ? null : caseStateNames[to],
    isAllowed: refusal === null,
    refusal: refusal?.code ?? null,
    reason: refusal === null ? null : wordsWithout(refusal.words, texts),
    lacking: [...lacking],
  };
}

/** The move that a step of the dispatch platform stands for. */
export function moveOfStep(body: CaseStepBody): CaseMove {
  switch (body.step) {
    case "accept":
      return { do: "accept" };
    case "refuse":
      return { do: "return", reason: body.reason };
    case "handled":
    case "feedback": {
      const { text = handledText, photos } = body;
      return { do: "feedback", text, ...(photos === undefined ? {} : { photos }) };
    }
    case "verified":
      return { do: "verify", ...(body.text === undefined ? {} : { text: body.text }) };
  }
}
