import type { GridPos, ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Language } from "../../domain/text.ts";
import type { DisplayName } from "../city-names.ts";
import type { InfluxQuery } from "../influx-query.ts";

/** Where a panel stands: 24 columns, rows of 30 px with 8 px between. */
export function at(x: number, y: number, w: number, h: number): GridPos {
  return { x, y, w, h };
}

/** A colour from `from` on; the first has null and is the colour below all others. */
export interface ThresholdStep {
  readonly from: number | null;
  readonly colour: string;
}

/** What every kind of panel needs. */
export interface PanelSpec {
  readonly language: Language;
  /** Shown in the panel's own small print; empty on walls, where the tile itself shows it large. */
  readonly title: string;
  readonly place: GridPos;
  readonly queries: readonly InfluxQuery[];
  /** Why it shows what it shows, for who points at the panel. */
  readonly description?: string;
  /** Looks back so far whatever the board's range, such as `1m`. */
  readonly lookBack?: string;
  /** Grafana's id of a unit. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly mappings?: readonly ValueMapping[];
  readonly steps?: readonly ThresholdStep[];
  readonly min?: number;
  readonly max?: number;
  /** What series and cells with these ids are called. */
  readonly names?: readonly DisplayName[];
  /** Said where there are no rows; unknown when left out. */
  readonly noValue?: string;
}
