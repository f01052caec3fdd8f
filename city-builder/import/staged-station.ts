import type { Property } from "../../domain/city/property.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import type { StationDraft } from "./draft.ts";

/** A gauge as its YAML has it. */
export interface GaugeYaml {
  id: string;
  channel: string;
  property: Property;
  unit: string;
  datum?: string;
  range: { min: number; max: number };
  expectedInterval: string;
  thresholds?: Readonly<Record<string, unknown>>;
}

export interface DeviceYaml {
  id: string;
  gateway?: string;
  gauges: GaugeYaml[];
}

/** A station as its YAML has it, as far as sheets say anything of it. */
export interface StationYaml {
  id: string;
  kind: string;
  name: BilingualText;
  area: string;
  position: { longitude: number; latitude: number };
  tags?: string[];
  importance?: number;
  unit: string;
  phone?: string;
  note?: string;
  devices: DeviceYaml[];
}

/** One change of a station's YAML: a value that is set, or something put at the end of a list. */
export interface StationEdit {
  readonly do: "set" | "add";
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A station while lines of the sheet add to it. */
export interface StagedStation {
  readonly isNew: boolean;
  readonly firstLine: number;
  /** What its first line said. */
  readonly first: StationDraft;
  /** As it will be. */
  readonly yaml: StationYaml;
  /** What of a station that the city has is changed, in order. */
  readonly edits: StationEdit[];
  /** Gauges that lines of this sheet have named. */
  readonly namedGauges: Set<string>;
}

/** A value as reports show it. */
export function shownValue(value: unknown): BilingualText {
  return sameInBoth(typeof value === "object" ? JSON.stringify(value) : String(value ?? "-"));
}
