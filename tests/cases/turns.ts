import fc from "fast-check";
import { moveKinds } from "../../cases/lifecycle/moves.ts";
import { levels } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import { actorParts } from "../../domain/governance/actor.ts";
import type { CaseMove, CaseMoveKind } from "../../domain/inputs/acts/case-action.ts";
import { drainage } from "./loop.ts";

const reason = "because";

/** One of each move, as well-formed as it comes. */
export function moveOf(kind: CaseMoveKind, at: number): CaseMove {
  switch (kind) {
    case "acknowledge":
    case "register":
    case "accept":
    case "resume":
    case "verify":
      return { do: kind };
    case "comment":
    case "feedback":
      return { do: kind, text: "pump is on" };
    case "dispatch":
      return { do: kind, unitId: drainage };
    case "assign":
      return { do: kind, person: "Li" };
    case "close":
    case "return":
    case "rework":
    case "void":
    case "supervise":
      return { do: kind, reason };
    case "suspend":
    case "extend":
      return { do: kind, until: at + 10 * minuteMs, reason };
  }
}

/** Somebody acts on a case, an alarm moves, or time passes. */
export const anyTurn = fc.oneof(
  fc.record({
    act: fc.constantFrom(...moveKinds),
    part: fc.option(fc.constantFrom(...actorParts), { nil: undefined }),
    which: fc.nat(3),
  }),
  fc.record({
    alarm: fc.constantFrom("a", "b"),
    place: fc.constantFrom("tunnel", "road"),
    to: fc.option(fc.constantFrom(...levels), { nil: null }),
  }),
  fc.record({ minutes: fc.nat(45) }),
);
