import { rankOf } from "../../../domain/city/level.ts";
import { isDraft, isInForce } from "../../../domain/governance/warnings/warning-state.ts";
import type { Warning } from "../../api/wire.ts";

/** Warnings as the desk lists them, all of one answer. */
export interface DeskLists {
  /** Drafts, and those in force that are to be raised: what is due first on top, then what waits longest. */
  readonly waiting: readonly Warning[];
  /** Gravest first, then what expires first. */
  readonly inForce: readonly Warning[];
}

/** Whether a person has to decide on it. */
export function isWaiting(warning: Pick<Warning, "state" | "proposal">): boolean {
  return isDraft(warning) || (isInForce(warning) && warning.proposal !== undefined);
}

/** One that is in force and is to be raised stands in both lists. */
export function deskLists(rows: readonly Warning[]): DeskLists {
  return {
    waiting: rows.filter(isWaiting).toSorted((a, b) => dueOf(a) - dueOf(b) || askedOf(a) - askedOf(b)),
    inForce: rows
      .filter(isInForce)
      .toSorted((a, b) => rankOf(b.level) - rankOf(a.level) || expiryOf(a) - expiryOf(b) || (a.id < b.id ? -1 : 1)),
  };
}

/** What has been escalated waits longest of all; what nothing is due of comes last. */
function dueOf({ decision, escalatedAt }: Warning): number {
  if (decision !== undefined) return Date.parse(decision.dueAt);
  return escalatedAt === undefined ? Number.MAX_SAFE_INTEGER : 0;
}

function askedOf({ askedAt, draftedAt }: Warning): number {
  return Date.parse(askedAt ?? draftedAt);
}

function expiryOf({ expiresAt }: Warning): number {
  return expiresAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(expiresAt);
}

/** The level that the public would be told: of one to be raised the higher. */
export function levelAsked({ level, proposal }: Pick<Warning, "level" | "proposal">): Warning["level"] {
  return proposal?.level ?? level;
}

/** Whether what was typed names the colour in either language. */
export function namesColour(typed: string, { zh, en }: { readonly zh: string; readonly en: string }): boolean {
  const given = typed.trim().toLowerCase();
  return given === en.toLowerCase() || given === zh || `${given}色` === zh;
}
