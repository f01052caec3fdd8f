import type { AreaCode, DeviceId, GaugeId, StationId, UnitId } from "../ids.ts";
import type { QualityOverrides } from "../observations/quality.ts";
import type { BilingualText } from "../text.ts";
import type { AreaKind } from "./area-kind.ts";
import type { CounterSpec } from "./counter.ts";
import type { DataClass, FieldClasses } from "./data-class.ts";
import type { ModePolicies } from "./mode.ts";
import type { CaseClasses } from "./policies/case-class.ts";
import type { CasePolicy } from "./policies/case-policy.ts";
import type { DutyPlan } from "./policies/duty.ts";
import type { WarningPolicy } from "./policies/warning-policy.ts";
import type { WorkingCalendar } from "./policies/working-calendar.ts";
import type { PondingListing } from "./ponding-listing.ts";
import type { Property } from "./property.ts";

/** A node of the tree city, district, street, community, grid. */
export interface Area {
  readonly code: AreaCode;
  readonly kind: AreaKind;
  readonly name: BilingualText;
  /** Null for the city itself. */
  readonly parent: AreaCode | null;
  /** Who answers for warnings here; absent where the area around it says. */
  readonly unitId?: UnitId;
  /** Duty telephone for this area, where not that of its unit. */
  readonly phone?: string;
}

/** Who is called and who handles a case. */
export interface ResponsibleUnit {
  readonly id: UnitId;
  readonly name: BilingualText;
  /** Duty telephone, as people dial it. */
  readonly phone?: string;
}

export const stationKinds = [
  "waterlogging",
  "river",
  "rain",
  "manhole",
  "pump-station",
  "rubber-dam",
  "power-supply",
] as const;

export type StationKind = (typeof stationKinds)[number];

/** A place that is monitored. */
export interface Station {
  readonly id: StationId;
  readonly kind: StationKind;
  readonly name: BilingualText;
  readonly areaCode: AreaCode;
  /** WGS 84, degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: readonly string[];
  /** 1 ordinary, 2 important, 3 lives at risk. */
  readonly importance: 1 | 2 | 3;
  readonly unitId: UnitId;
  /** Duty telephone for this place, where not that of its unit. */
  readonly phone?: string;
  /** Who may know where it stands and its telephone, where not as the city's other stations. */
  readonly fieldClasses?: FieldClasses;
  /** Class of the governance case a hazard here opens, with the table it is from; null when it opens none by code. */
  readonly caseClass: { readonly codeSystem: string; readonly code: string } | null;
  /** True for a station of drills alone: all that comes of its readings is an exercise. Absent for a real one. */
  readonly isExercise?: true;
  /** True for a station that is made up for demonstration; absent for a real one. */
  readonly isDemonstration?: true;
  /** Stations whose water comes by here. */
  readonly upstream: readonly UpstreamLink[];
  /** Its line in the city's list of ponding places; absent for a place that is on none. */
  readonly ponding?: PondingListing;
}

/** Where water comes from, and how long it takes from there. */
export interface UpstreamLink {
  readonly stationId: StationId;
  readonly travelTimeMs: number;
}

/** The thing with credentials that publishes. */
export interface Device {
  readonly id: DeviceId;
  readonly stationId: StationId;
  /** Gateway that speaks for it; absent when it speaks for itself. */
  readonly gatewayId?: DeviceId;
}

/** A named limit of one gauge, canonical unit. */
export interface NamedThreshold {
  readonly value: number;
  readonly source: string;
  /** True where the number is ours for demonstration and no official figure. */
  readonly isDemonstration: boolean;
}

/** One instrument measuring one property. */
export interface Gauge {
  readonly id: GaugeId;
  readonly stationId: StationId;
  readonly deviceId: DeviceId;
  /** Name of the value in the device's messages. */
  readonly channel: string;
  readonly property: Property;
  /** Unit the device sends. */
  readonly unit: string;
  /** Added after conversion to bring the value to its datum, canonical unit. */
  readonly datumOffset: number;
  /** What `datumOffset` leads to, such as `local zero` or `1985 national height datum`. */
  readonly datum: string;
  /** Span of the instrument, canonical unit, both ends included; outside it an observation fails. */
  readonly range: { readonly min: number; readonly max: number };
  readonly expectedIntervalMs: number;
  /** Named thresholds; a name that rules ask for and nobody has set is absent. */
  readonly thresholds: Readonly<Record<string, NamedThreshold>>;
  /** Set where it sends a running total: what is kept under the gauge is what was counted since the total before. */
  readonly counter?: CounterSpec;
  /** How its readings are checked where not as its property's usually are; `off` for not at all. */
  readonly quality?: QualityOverrides | "off";
  /** Who may see what it says; absent for internal. */
  readonly dataClass?: DataClass;
}

/** A city with its areas, stations, devices and gauges, checked and joined up; rules and webhook endpoints are read by their own rooms. */
export interface City {
  readonly code: AreaCode;
  readonly name: BilingualText;
  /** IANA name of the zone that people here read times in. */
  readonly timeZone: string;
  /** Who may see which fields; absent where all are of their usual class. */
  readonly fieldClasses?: FieldClasses;
  readonly areas: ReadonlyMap<AreaCode, Area>;
  readonly units: ReadonlyMap<UnitId, ResponsibleUnit>;
  readonly stations: ReadonlyMap<StationId, Station>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly gauges: ReadonlyMap<GaugeId, Gauge>;
  /** Who decides on warnings and what they say; absent where the city has no such order. */
  readonly warningPolicy?: WarningPolicy;
  /** Who is on duty and who is called; absent where the folder says nothing of it. */
  readonly duty?: DutyPlan;
  /** Classes of cases, their time limits, and who handles which where; absent for a city without limits and routes. */
  readonly caseClasses?: CaseClasses;
  /** When its offices work; absent where it does not say. */
  readonly calendar?: WorkingCalendar;
  /** Standing order for cases; absent where the city has none: they close with the water, and people move them. */
  readonly casePolicy?: CasePolicy;
  /** What each mode changes and how it is switched to; absent where rules alone differ by it. */
  readonly modePolicies?: ModePolicies;
}

/** The area of `kind` that holds `code`, or `code` itself when it is one; null when there is none above it. */
export function areaOfKind(city: City, code: AreaCode, kind: Area["kind"]): Area | null {
  for (let area = city.areas.get(code); area !== undefined; ) {
    if (area.kind === kind) return area;
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return null;
}

/** Whether an area is another or lies in it. */
export function isWithinArea({ areas }: Pick<City, "areas">, inner: AreaCode, outer: AreaCode): boolean {
  for (let area = areas.get(inner); area !== undefined; ) {
    if (area.code === outer) return true;
    area = area.parent === null ? undefined : areas.get(area.parent);
  }
  return false;
}
