import type { City } from "../../domain/city/city.ts";
import type { AreaCode, GaugeId, StationId } from "../../domain/ids.ts";
import type { IdfFormula } from "./rain/idf-formula.ts";

/** Water, gas and currents of a simulated city, whose truth is known. Time is seconds since the scenario began. */
export interface CityWater {
  /** Up to where it has been computed. */
  readonly seconds: number;
  /** Gauges of the city in the order of `trueValues`; those of drills and of stations tagged `yours` are left out. */
  readonly gaugeIds: readonly GaugeId[];
  /** Computes on in whole steps; goes no way back. */
  advanceTo(seconds: number): void;
  /**
   * What is true now at each gauge, in its property's canonical unit over its datum, before any instrument. For `rain` the
   * depth that has fallen since the scenario began (mm), never less than before. NaN where no model speaks for the gauge.
   */
  trueValues(): Float64Array;
  /** For each district and for the city: what came in, what is stored, what left, m3, and what is missing between them. */
  balance(): readonly WaterBalance[];
}

/** The water as those need it who measure and record. */
export type TrueWater = Pick<CityWater, "gaugeIds" | "advanceTo" | "trueValues">;

/** m3 since the scenario began. `error` is (in - stored - out) / in, 0 where nothing came in. */
export interface WaterBalance {
  /** A district's code, or the city's for the sum. */
  readonly areaCode: AreaCode;
  readonly rain: number;
  /** Over the boundary of the district, of the city for the sum: rivers from above, drains of other districts, groundwater into sumps. */
  readonly inflow: number;
  readonly infiltration: number;
  /** By drains, pumps and rivers out of the district or the city. */
  readonly outflow: number;
  /** Change of what stands in losses, reservoirs, drains, ponds and reaches. */
  readonly stored: number;
  readonly error: number;
}

export interface CityWaterOptions {
  readonly city: City;
  readonly weather: Weather;
  readonly events: readonly WaterEvent[];
  /** The same seed, the same bytes. */
  readonly seed: number;
  /** Step of ponds, s; rivers have their own of 300, which it divides. Default 10. */
  readonly stepSeconds?: number;
  /** The city's storm intensity formula. Default: Zhengzhou's, unverified. */
  readonly idf?: IdfFormula;
}

/** How it rains: cells that move over the city. */
export interface Weather {
  readonly cells: readonly StormCell[];
  /** Share of the depression and soil storage that is already full, 0 to 1. Default 0. */
  readonly antecedentWetness?: number;
}

/** A Gaussian ellipse of rain that moves, grows and decays. */
export interface StormCell {
  readonly hyetograph: Hyetograph;
  /** When its hyetograph begins, s. */
  readonly startsAt: number;
  /** Where its centre is at `startsAt`, WGS 84 degrees; the centre of the city where left out. */
  readonly centre?: { readonly longitude: number; readonly latitude: number };
  /** Half axes of the ellipse, km (4 to 10 in nature), the first along its movement: there it rains half as hard as at the centre. */
  readonly axesKm: readonly [number, number];
  /** Towards, degrees clockwise from north, and km/h. */
  readonly heading: number;
  readonly speedKmh: number;
}

/** Rain over time at the centre of a cell. */
export type Hyetograph =
  /** Keifer and Chu 1957 on the city's intensity-duration-frequency formula. */
  | {
      readonly kind: "chicago";
      readonly returnPeriodYears: number;
      readonly minutes: number;
      /** Place of the peak, 0 to 1; 0.35 to 0.45 in nature. */
      readonly peakAt: number;
    }
  /**
   * Constrained to what was published of 20 July 2021: 552.5 mm in 24 h, 201.9 mm between 16 and 17 h. `fromHour` counts from 20 h of the 19th
   * (default 0; 20 is the heaviest hour), `hours` from there (default to the end, at 24).
   */
  | { readonly kind: "zhengzhou-2021-07-20"; readonly fromHour?: number; readonly hours?: number }
  | { readonly kind: "block"; readonly mmPerHour: number; readonly minutes: number };

/** Something that happens to the city beside rain, from and to in seconds. */
export type WaterEvent =
  | { readonly kind: "pump-failure"; readonly stationId: StationId; readonly from: number; readonly to: number }
  | { readonly kind: "power-cut"; readonly areaCode: AreaCode; readonly from: number; readonly to: number }
  | { readonly kind: "dam-collapse"; readonly stationId: StationId; readonly from: number }
  | {
      readonly kind: "upstream-flood";
      readonly stationId: StationId;
      readonly from: number;
      readonly to: number;
      readonly peakM3s: number;
    }
  | {
      readonly kind: "sludge-stirred";
      readonly stationId: StationId;
      readonly from: number;
      readonly to: number;
      readonly hydrogenSulfideMgS: number;
    }
  | { readonly kind: "cable-fault"; readonly stationId: StationId; readonly from: number; readonly to: number }
  | { readonly kind: "baseflow-recession"; readonly from: number; readonly to: number; readonly tauDays: number };
