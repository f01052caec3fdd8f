import type { PondingListing } from "../../city/ponding-listing.ts";
import type { Actor } from "../../governance/actor.ts";
import type { StationId } from "../../ids.ts";

/** What is known of a ponding place beside the days of its listing. */
export type PondingFacts = Pick<PondingListing, "deepestM" | "cause" | "measures" | "source">;

/** What officers do about a place on the city's list of ponding places. Days are of the city's calendar, `YYYY-MM-DD`. */
export type PondingMove =
  | {
      readonly do: "list";
      readonly reason: string;
      readonly reviewDueOn: string;
      readonly facts: PondingFacts;
    }
  /** Somebody looked at the place again. `facts`: what was found to be otherwise; may be empty. */
  | {
      readonly do: "review";
      readonly reason: string;
      readonly reviewDueOn: string;
      readonly facts: Partial<PondingFacts>;
    }
  /** What is written of it is put right; no review. */
  | {
      readonly do: "change";
      readonly reason: string;
      readonly reviewDueOn?: string;
      readonly facts: Partial<PondingFacts>;
    }
  | { readonly do: "delist"; readonly reason: string };

export const pondingMoves = ["list", "review", "change", "delist"] as const satisfies readonly PondingMove["do"][];

/** An officer puts a place on the city's list of ponding places, reviews it, changes what is written of it, or takes it off. */
export interface PondingAction {
  readonly kind: "ponding-action";
  readonly stationId: StationId;
  readonly by: string;
  /** Absent for an operator at the hub. */
  readonly actor?: Actor;
  /** The revision of the place that the caller has seen, 0 where nobody acted on it yet; absent for any. */
  readonly ifRevision?: number;
  readonly action: PondingMove;
}
