import { TableCellHeight } from "@grafana/grafana-foundation-sdk/common";
import type { DynamicConfigValue, ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { Language } from "../../domain/text.ts";
import type { DisplayName } from "../city-names.ts";
import type { PanelSpec } from "./panel-spec.ts";
import { sortedBy } from "./sorted-by.ts";
import { cellNames, unknownMapping, unknownText } from "./value-mappings.ts";
import { withSpec } from "./with-spec.ts";

/** What one column is, where it is not plain text. */
export interface Column {
  /** As the query names it; tags and the time have names of their own. */
  readonly name: string;
  /** What people read above it, where not its name. */
  readonly as?: string;
  readonly unit?: string;
  readonly decimals?: number;
  /** Ids as names: no colour. */
  readonly names?: readonly DisplayName[];
  /** Cell on the colour of its mapping. */
  readonly mappings?: readonly ValueMapping[];
  readonly width?: number;
}

export interface RowsSpec extends PanelSpec {
  readonly columns: readonly Column[];
  /** Left out of sight: the time of a snapshot, tags that only group. */
  readonly hidden?: readonly string[];
  readonly sortBy?: { readonly column: string; readonly isDescending: boolean };
}

/** A table, one row a thing. */
export function rows(spec: RowsSpec): PanelBuilder {
  const panel = withSpec(new PanelBuilder(), spec).cellHeight(TableCellHeight.Md).showHeader(true).filterable(false);
  const excluded = Object.fromEntries((spec.hidden ?? ["Time"]).map((name) => [name, true]));
  panel.withTransformation({ id: "organize", options: { excludeByName: excluded, renameByName: {}, indexByName: {} } });
  if (spec.sortBy !== undefined) {
    panel.withTransformation(sortedBy(spec.sortBy.column, spec.sortBy.isDescending));
  }
  for (const column of spec.columns) panel.overrideByName(column.name, propertiesOf(column, spec.language));
  return panel;
}

function propertiesOf(
  { as, unit, decimals, names, mappings, width }: Column,
  language: Language,
): DynamicConfigValue[] {
  return [
    ...(as === undefined ? [] : [{ id: "displayName", value: as }]),
    ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
    ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
    ...(width === undefined ? [] : [{ id: "custom.width", value: width }]),
    ...(names === undefined ? [] : [{ id: "mappings", value: cellNames(names) }]),
    ...(mappings === undefined
      ? []
      : [
          { id: "mappings", value: [...mappings, unknownMapping(unknownText(language))] },
          { id: "custom.align", value: "center" },
          // What no mapping colours keeps the ground of the table.
          { id: "color", value: { mode: "fixed", fixedColor: "transparent" } },
          { id: "custom.cellOptions", value: { type: "color-background", mode: "basic" } },
        ]),
  ];
}
