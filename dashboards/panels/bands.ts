import {
  LegendDisplayMode,
  LegendPlacement,
  TimelineValueAlignment,
  VisibilityMode,
  VizLegendOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import type { PanelSpec } from "./panel-spec.ts";
import { withSpec } from "./with-spec.ts";

/** States over time, one band a series. A gap is drawn as a gap: nothing was heard. */
export function bands(spec: PanelSpec): PanelBuilder {
  return withSpec(new PanelBuilder(), spec)
    .showValue(VisibilityMode.Auto)
    .alignValue(TimelineValueAlignment.Left)
    .mergeValues(true)
    .rowHeight(0.85)
    .fillOpacity(90)
    .lineWidth(0)
    .interval("1m")
    .spanNulls(false)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    );
}
