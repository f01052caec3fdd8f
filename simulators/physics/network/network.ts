import type { City, Gauge, Station } from "../../../domain/city/city.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import type { CatchmentSpec } from "../land/catchments.ts";
import type { PondSpec } from "../ponds/ponds.ts";
import type { SumpSpec } from "../ponds/sumps.ts";
import type { FeederSpec } from "../power/feeders.ts";
import type { RiverNodeSpec } from "../rivers/rivers.ts";
import type { DamSpec } from "../rivers/rubber-dams.ts";
import type { Section } from "../rivers/section.ts";
import type { ManholeSpec } from "../shafts/manholes.ts";

/** A place with what is made there, on a plane around the middle of the city. */
export interface Site {
  /** Its station's, or one of its own where no station stands. */
  readonly id: string;
  readonly xKm: number;
  readonly yKm: number;
  /** Number of its district. */
  readonly district: number;
  /** Null for a low place or a river that the city's list does not have, made for a station that needs one. */
  readonly station: Station | null;
}

export interface PondSite extends Site {
  readonly land: CatchmentSpec;
  readonly pond: PondSpec;
  /** Number of the river node that its water goes to; -1 for out of the city. */
  readonly outfall: number;
}

export interface SumpSite extends SumpSpec {
  /** Number of its pond, and the pump station; null below an underpass without one. */
  readonly pond: number;
  readonly station: Station | null;
}

export interface RiverSite extends Site {
  readonly land: CatchmentSpec;
  readonly node: RiverNodeSpec;
  readonly section: Section;
}

export interface DamSite extends DamSpec {
  readonly station: Station;
}

export interface ManholeSite extends ManholeSpec {
  readonly station: Station;
}

export interface FeederSite extends FeederSpec {
  readonly station: Station;
}

/** All that water, gas and current of a city consist of, derived from the city alone and a seed. */
export interface Network {
  readonly city: City;
  /** In the order of their sums. */
  readonly districts: readonly AreaCode[];
  readonly gauges: readonly Gauge[];
  readonly ponds: readonly PondSite[];
  readonly sumps: readonly SumpSite[];
  readonly rivers: readonly RiverSite[];
  readonly dams: readonly DamSite[];
  readonly manholes: readonly ManholeSite[];
  readonly feeders: readonly FeederSite[];
  /** Stations with a rain gauge. */
  readonly rain: readonly Site[];
  /** Middle of the stations, WGS 84. */
  readonly centre: { readonly longitude: number; readonly latitude: number };
}
