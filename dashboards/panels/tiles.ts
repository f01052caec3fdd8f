import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import type { PanelSpec } from "./panel-spec.ts";
import { sortedBy } from "./sorted-by.ts";
import { withSpec } from "./with-spec.ts";

/**
 * Heights of letters, px. To be read, a letter is at least 1/300 of the distance high: 17 mm at 5 m, 27 px of a 55 inch
 * screen of 1920 by 1080. Values without a size fill their tile.
 */
export const wallText = { title: 36, listTitle: 28, listValue: 32, mapName: 28, smallest: 28 } as const;

/** Heights of letters at a workstation, px: the eye is half a metre away. */
export const workstationText = { titleSize: 16, valueSize: 36 } as const;

export interface TileSpec extends PanelSpec {
  /** What the number is, on the tile itself. */
  readonly label?: string;
  readonly titleSize?: number;
  readonly valueSize?: number;
  /** One tile for each row: `field` is its value, the row's text its title; the largest first where there are too many. */
  readonly eachRow?: {
    readonly field: string;
    readonly limit: number;
    readonly isLargestFirst?: boolean;
    /** One below the other, words on the left and value on the right, rather than side by side. */
    readonly isList?: boolean;
  };
}

/** A number or a state on its colour, large. */
export function tiles(spec: TileSpec): PanelBuilder {
  const { eachRow, label, titleSize, valueSize } = spec;
  const reduce = new ReduceDataOptionsBuilder()
    .calcs(["lastNotNull"])
    .values(eachRow !== undefined)
    .fields(eachRow === undefined ? "" : `/^${eachRow.field}$/`);
  if (eachRow !== undefined) reduce.limit(eachRow.limit);
  const text = new VizTextDisplayOptionsBuilder();
  if (titleSize !== undefined) text.titleSize(titleSize);
  if (valueSize !== undefined) text.valueSize(valueSize);
  const panel = withSpec(new PanelBuilder(), spec)
    .reduceOptions(reduce)
    .text(text)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.BackgroundSolid)
    .justifyMode(BigValueJustifyMode.Center)
    .orientation(eachRow?.isList === true ? VizOrientation.Horizontal : VizOrientation.Auto)
    .textMode(label === undefined && eachRow === undefined ? BigValueTextMode.Value : BigValueTextMode.ValueAndName)
    .wideLayout(eachRow?.isList === true);
  if (label !== undefined) panel.displayName(label);
  if (eachRow?.isLargestFirst === true) panel.withTransformation(sortedBy(eachRow.field, true));
  return panel;
}
