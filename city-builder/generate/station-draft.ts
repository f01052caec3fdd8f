import type { Position } from "../../domain/city/area-outline.ts";
import type { StationKind } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { SiteUse } from "./plan.ts";

/** A limit of a generated gauge, canonical unit; `unset` for one that nobody has published. */
export type DraftThresholds = Readonly<Record<string, number | "unset">>;

export interface GaugeDraft {
  /** Follows the station's id. */
  readonly name: string;
  readonly property: Property;
  readonly unit: string;
  readonly datum?: string;
  readonly range: { readonly min: number; readonly max: number };
  readonly expectedInterval: string;
  readonly thresholds?: DraftThresholds;
}

export interface DeviceDraft {
  /** Gateway that speaks for it. */
  readonly gateway?: string;
  readonly gauges: readonly GaugeDraft[];
}

/** Where a station stands, what it is for, and what it is called. */
export interface Site {
  readonly id: string;
  readonly use: SiteUse;
  readonly name: BilingualText;
  readonly area: string;
  readonly position: Position;
  /** Factor of its depths: a large river's are larger. */
  readonly size: number;
}

/** A station of a generated city; what `stations/*.yaml` says of it is written by `station-yaml.ts`. */
export interface StationDraft {
  readonly site: Site;
  readonly kind: StationKind;
  readonly tags: readonly string[];
  readonly importance: 1 | 2 | 3;
  readonly upstream: readonly UpstreamDraft[];
  readonly devices: readonly DeviceDraft[];
}

export interface UpstreamDraft {
  readonly station: string;
  readonly travelTimeMin: number;
}
