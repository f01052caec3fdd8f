/** What the pages read of a board's JSON: they draw what is in the file, not what made it. */
export interface BoardJson {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly timezone: string;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list?: readonly VariableJson[] };
  readonly annotations: { readonly list?: readonly AnnotationJson[] };
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly timeFrom?: string;
  /** Least interval of its queries, such as `1m`. */
  readonly interval?: string;
  readonly targets?: readonly TargetJson[];
  readonly transformations?: readonly {
    readonly id: string;
    readonly options: {
      readonly excludeByName?: Readonly<Record<string, boolean>>;
      readonly sort?: readonly { readonly field: string; readonly desc?: boolean }[];
    };
  }[];
  readonly options: PanelOptions;
  readonly fieldConfig: FieldConfig;
}

export interface TargetJson {
  readonly refId: string;
  readonly query: string;
  readonly resultFormat: "table" | "time_series";
  readonly alias?: string;
}

export interface PanelOptions {
  readonly content?: string;
  readonly legend?: { readonly placement: string };
  readonly textMode?: string;
  readonly orientation?: string;
  readonly text?: { readonly titleSize?: number; readonly valueSize?: number };
  readonly reduceOptions?: { readonly values?: boolean; readonly limit?: number; readonly fields?: string };
  readonly view?: { readonly lat: number; readonly lon: number; readonly zoom: number };
  readonly basemap?: MapLayerJson;
  readonly layers?: readonly MapLayerJson[];
}

export interface MapLayerJson {
  readonly type: string;
  readonly name: string;
  readonly filterData?: { readonly options: string };
  readonly config: {
    readonly rules?: readonly { readonly check: { readonly value: string }; readonly style: MapStyle }[];
    readonly style: MapStyle;
  };
}

export interface MapStyle {
  readonly color?: { readonly fixed: string };
  readonly size?: { readonly fixed: number };
  readonly lineWidth?: number;
  readonly symbol?: { readonly fixed: string };
  readonly text?: { readonly field: string };
  readonly opacity?: number;
  readonly textConfig?: {
    readonly fontSize: number;
    readonly offsetX: number;
    readonly offsetY: number;
    readonly textAlign: "left" | "center" | "right";
    readonly textBaseline: "top" | "middle" | "bottom";
  };
}

export interface FieldSettings {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly displayName?: string;
  readonly noValue?: string;
  readonly mappings?: readonly MappingJson[];
  readonly thresholds?: { readonly steps: readonly { readonly value: number | null; readonly color: string }[] };
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface FieldConfig {
  readonly defaults: FieldSettings;
  readonly overrides: readonly {
    readonly matcher: { readonly id: string; readonly options: string };
    readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
  }[];
}

export type MappingJson =
  | {
      readonly type: "value";
      readonly options: Readonly<Record<string, { readonly text?: string; readonly color?: string }>>;
    }
  | {
      readonly type: "special";
      readonly options: { readonly result: { readonly text?: string; readonly color?: string } };
    };

export interface VariableJson {
  readonly name: string;
  readonly label?: string;
  readonly options?: readonly { readonly text: string; readonly value: string }[];
}

export interface AnnotationJson {
  readonly name: string;
  readonly iconColor: string;
  readonly target: TargetJson;
}
