import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning, WarningFacts } from "../../domain/governance/warning.ts";
import { areaKey, publicKey } from "../../domain/people/place-key.ts";
import type { Reach } from "../../people/reach.ts";
import { warningWithout } from "../../people/restricted.ts";
import type { StateQueries } from "../../store/ports.ts";
import { publicAdvice } from "../../warnings/warning-message.ts";

type Around = Pick<Reach, "around">;

/** What routes read of warnings that are only looked at. */
export type WarningReads = Pick<StateQueries, "warnings" | "warningById">;

/** @param own the same state as far as it is in reach */
export function warningsToRead(state: WarningReads, own: WarningReads, reach: Reach): WarningReads {
  const { places, around, hiddenGauges } = reach;
  if (places === null || around.size === 0) return own;
  const within = places.union(around);
  return {
    async warnings(filter, page) {
      const { rows, next } = await state.warnings({ ...filter, within }, page);
      const shown = rows.map((row) =>
        places.has(areaKey(row.areaCode)) ? warningWithout(row, hiddenGauges) : publicWarning(row, reach),
      );
      return { rows: shown.filter((row) => row !== null), next };
    },
    async warningById(id) {
      const found = await own.warningById(id);
      const other = found === null ? await state.warningById(id) : null;
      return other === null ? found : publicWarning(other, reach);
    },
  };
}

/**
 * A warning for an area that holds one in reach, with what the public was told of it and no more: not its reasons, who stood
 * behind it, or what is proposed. Null for one that the public was never told of.
 */
function publicWarning(warning: Warning, { around }: Around): Warning | null {
  const { areaCode, isExercise, liftedAt, bulletins = [] } = warning;
  const [first, newest] = [bulletins[0], bulletins.at(-1)];
  if (first === undefined || newest === undefined || isExercise || !around.has(publicKey(areaCode))) return null;
  const times = { draftedAt: first.sentAt, updatedAt: liftedAt ?? newest.sentAt };
  return { ...publicFacts({ ...warning, ...times }), revision: newest.revision, cases: {}, bulletins };
}

/** An event of such a warning that the public was told of, or that it is over, with no more than that; null for any other. */
export function publicEvent(event: StoredEvent, { around }: Around): StoredEvent | null {
  if (!("warning" in event.data)) return null;
  const { warning, change } = event.data;
  const { id, areaCode, isExercise, liftedAt, revision, updatedAt, title, cap, link } = warning;
  if (isExercise || !around.has(publicKey(areaCode)) || typeof cap !== "string") return null;
  const isOfThis = cap.endsWith(`/${id}/cap?revision=${revision}`);
  if (liftedAt === null && !isOfThis) return null;
  const { hazardName, levelName, areaName, areaPath } = warning;
  const names = { hazardName, levelName, areaName, areaPath, unitName: null, unitPhone: null };
  const shown = { ...publicFacts({ ...warning, draftedAt: updatedAt }), ...names, caseCount: 0, cap, link };
  const changed = { before: null, after: change.after, by: null, reason: null };
  return { ...event, data: { change: changed, message: title, warning: shown } } as StoredEvent;
}

/** Each field by its name: what is added to warnings is told of here when it is named. */
function publicFacts(facts: WarningFacts): WarningFacts {
  const { id, hazard, areaCode, state, level, title, impact, expiresAt, ...of } = facts;
  const advice = publicAdvice(facts);
  const { draftedAt, updatedAt, liftedAt, revision } = of;
  return {
    ...{ id, hazard, areaCode, state, level, title, advice, draftedAt, updatedAt, liftedAt, revision },
    ...(impact === undefined ? {} : { impact }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}
