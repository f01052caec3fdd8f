import type { PondingListing } from "../city/ponding-listing.ts";
import type { StationId } from "../ids.ts";
import type { PondingMove } from "../inputs/acts/ponding-action.ts";

/** One thing that an officer did about a ponding place. */
export interface PondingChange {
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly by: string;
  readonly do: PondingMove["do"];
  readonly reason: string;
  /** How the list had it before; null where the place was on no list. */
  readonly before: PondingListing | null;
  /** How the list has it since; null where it was taken off. */
  readonly after: PondingListing | null;
}

/** A place as officers left it, with what they did. The city's file is where each place begins: until somebody acts, it alone holds. */
export interface PondingRecord {
  readonly stationId: StationId;
  /** Null for a place that is off the list. */
  readonly listing: PondingListing | null;
  /** 0 where nobody acted on it yet; one more with each act. */
  readonly revision: number;
  /** Oldest first. */
  readonly changes: readonly PondingChange[];
}
